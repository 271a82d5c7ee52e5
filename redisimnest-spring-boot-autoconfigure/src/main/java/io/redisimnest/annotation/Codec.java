package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * The serializer of a key's values, or of all keys of a cluster that declare none of
 * their own. On an accessor it wins over the one on the interface to which the accessor
 * leads. It applies to values, never to the integers of a
 * {@link io.redisimnest.key.CounterKey}. To share values with Python, name
 * {@link io.redisimnest.python.PythonSerializer}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Codec {

	/**
	 * The class of the serializer: the only bean of that class is used, else an instance
	 * is made with the constructor without parameters.
	 * @return the serializer class
	 */
	Class<? extends RedisSerializer<?>> value();

}
