package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The time-to-live of a key, or of all keys of a cluster that declare none of their own.
 * <p>
 * A key's time-to-live is its own, else its cluster's, else that of the nearest ancestor,
 * else none. On an accessor it wins over the one on the interface to which the accessor
 * leads. The property {@code redisimnest.ttl.<path>} replaces the value at one node.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Ttl {

	/**
	 * The value that ends inheritance: keys never expire.
	 */
	String NONE = "none";

	/**
	 * The duration, in the notation of Spring Boot: {@code 80s}, {@code 2m},
	 * {@code PT1H}. Plain digits are seconds. A placeholder such as
	 * <code>${app.session-ttl:30m}</code> is resolved against the environment.
	 * @return a duration of at least one millisecond, or {@link #NONE}
	 */
	String value();

	/**
	 * When the clock starts again.
	 * @return the renewal, inherited together with the duration
	 */
	Renewal renew() default Renewal.ON_WRITE;

}
