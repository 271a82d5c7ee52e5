package io.redisimnest.autoconfigure;

import java.util.function.Function;

import io.redisimnest.redis.ValueFormat;
import io.redisimnest.secret.EncoderHashing;
import io.redisimnest.secret.PasswordHashing;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.ClassUtils;

/**
 * Finds how passwords are hashed, where Spring Security is there. The encoder of the
 * application is asked for when a tree needs it.
 */
final class PasswordHashings implements Function<ValueFormat, @Nullable PasswordHashing> {

	private static final boolean PRESENT = ClassUtils.isPresent(
			"org.springframework.security.crypto.password.PasswordEncoder", PasswordHashings.class.getClassLoader());

	private final BeanFactory beanFactory;

	PasswordHashings(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable PasswordHashing apply(ValueFormat format) {
		if (!PRESENT) {
			return null;
		}
		return (format == ValueFormat.PYTHON) ? EncoderHashing.ofPython() : SpringSecurity.hashing(this.beanFactory);
	}

	/**
	 * What needs the classes of Spring Security.
	 */
	private static final class SpringSecurity {

		static PasswordHashing hashing(BeanFactory beanFactory) {
			return EncoderHashing.of(beanFactory.getBeanProvider(PasswordEncoder.class).getIfUnique());
		}

	}

}
