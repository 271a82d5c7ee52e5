package io.redisimnest.autoconfigure;

import java.util.function.Function;

import io.redisimnest.redis.ValueFormat;
import io.redisimnest.secret.EncoderHashing;
import io.redisimnest.secret.PasswordHashing;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.ClassUtils;

/**
 * Finds how passwords are hashed, where Spring Security is there. The encoder of the
 * application is asked for when a tree needs it.
 */
final class PasswordHashings implements Function<ValueFormat, @Nullable PasswordHashing> {

	private static final String ENCODER = "org.springframework.security.crypto.password.PasswordEncoder";

	private static final boolean PRESENT = ClassUtils.isPresent(ENCODER, PasswordHashings.class.getClassLoader());

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
			try {
				return EncoderHashing.of(beanFactory.getBeanProvider(PasswordEncoder.class).getIfAvailable());
			}
			catch (NoUniqueBeanDefinitionException ex) {
				throw new RedisConfigurationException(
						"A PasswordKey is hashed by the PasswordEncoder of the application, "
								+ "and there are several: %s.".formatted(ex.getBeanNamesFound()),
						"Mark the one to use with @Primary.");
			}
		}

	}

	/**
	 * Tells a native image that Spring Security is looked for.
	 */
	static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerTypeIfPresent(classLoader, ENCODER, (type) -> {
			});
		}

	}

}
