package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that {@link io.redisimnest.key.ValueKey#get() ValueKey.get()} gives for a key
 * that does not exist. It is never written to Redis.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Default {

	/**
	 * JSON for the declared type, whatever the codec. Quotes may be left out for types
	 * that JSON writes as a string.
	 * @return the default value
	 */
	String value();

}
