package io.redisimnest.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifier for the
 * {@link org.springframework.data.redis.connection.RedisConnectionFactory} on which trees
 * have their keys, where it is not the application's primary one: <pre class="code">
 * &#64;Bean(defaultCandidate = false)
 * &#64;RedisimnestConnectionFactory
 * LettuceConnectionFactory treesConnectionFactory() { ... }
 * </pre>
 *
 * @since 0.1
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface RedisimnestConnectionFactory {

}
