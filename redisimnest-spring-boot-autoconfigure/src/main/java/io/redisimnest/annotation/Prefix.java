package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The template of a cluster's or key's part of the key name, such as
 * {@code user:{userId}}.
 * <p>
 * A template consists of segments, separated by {@code :}. A segment holds literals
 * (letters, digits and <code>- _ . @ + # / $ ~ , ; = !</code>) and parameters in braces,
 * which take their values from the parameters of the accessor, by name. Placeholders such
 * as <code>${app.prefix}</code> are resolved against the environment.
 * <p>
 * On an accessor it wins over the one on the interface to which the accessor leads.
 * Without any, the accessor's name is the prefix; for a root, the name of the tree.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Prefix {

	/**
	 * The template.
	 * @return the template, not empty
	 */
	String value();

}
