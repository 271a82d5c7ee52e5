package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Guards a cluster against {@link io.redisimnest.Cluster#clear() clear()}, its own and
 * that of any ancestor: it throws before anything is sent. Single keys can still be
 * deleted.
 *
 * @since 0.1
 * @see io.redisimnest.ClearOptions#includingProtected()
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Protected {

	/**
	 * Whether the cluster is protected. On an accessor, {@code false} lifts the
	 * protection that the interface declares.
	 * @return whether the cluster is protected
	 */
	boolean value() default true;

}
