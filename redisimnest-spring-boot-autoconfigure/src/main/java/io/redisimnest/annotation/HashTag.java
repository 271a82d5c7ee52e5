package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps all keys of a cluster in one slot of Redis Cluster, so that they can be used
 * together: in unions, moves, renames and transactions. A part of their names is put in
 * braces, which is all that Redis Cluster chooses the slot by.
 * <p>
 * On a parameter of an accessor, its argument is that part: the keys of each instance
 * have a slot of their own. <pre class="code">
 * &#64;Prefix("user:{userId}")
 * User user(&#64;HashTag long userId);      // root:user:{42}:age
 *
 * &#64;HashTag &#64;Prefix("scores")
 * interface Scores extends Cluster {    // root:{scores}:today
 * </pre> On a cluster whose own prefix has no parameter, a root included, it is the last
 * segment of that prefix. On an accessor it wins over the one on the interface to which
 * the accessor leads. A method that overrides another one declares its parameters anew,
 * and which of them is the hash tag.
 * <p>
 * There is at most one hash tag on the way from the root to a key. Templates show it by
 * braces: twice around a parameter, as in <code>root:user:{{userId}}:age</code>, once
 * around a literal, as in <code>root:{scores}:today</code>.
 * <p>
 * The names of the keys change with it: data that was written without the hash tag is not
 * found any more.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER })
public @interface HashTag {

	/**
	 * Whether there is a hash tag. On an accessor, {@code false} lifts the one that the
	 * interface declares.
	 * @return whether there is a hash tag
	 */
	boolean value() default true;

}
