package io.redisimnest.autoconfigure;

import io.redisimnest.redis.ValueFormat;
import io.redisimnest.secret.PasswordHashing;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordHashingsTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private void addEncoder(String name, int strength, BeanDefinitionCustomizer... customizers) {
		this.context.registerBean(name, PasswordEncoder.class, () -> new BCryptPasswordEncoder(strength), customizers);
	}

	private PasswordHashing hashing() {
		this.context.refresh();
		return new PasswordHashings(this.context.getBeanFactory()).apply(ValueFormat.JSON);
	}

	@Test
	void theEncoderOfTheApplicationIsUsed() {
		addEncoder("own", 4);
		assertThat(hashing().hash("x")).startsWith("$2a$04$");
	}

	@Test
	void ofSeveralThePrimaryOneIsUsed() {
		addEncoder("first", 4);
		addEncoder("second", 5, (definition) -> definition.setPrimary(true));
		assertThat(hashing().hash("x")).startsWith("$2a$05$");
	}

	@Test
	void severalAreRefused() {
		addEncoder("first", 4);
		addEncoder("second", 5);
		assertThatExceptionOfType(RedisConfigurationException.class).isThrownBy(this::hashing)
			.withMessage("A PasswordKey is hashed by the PasswordEncoder of the application, "
					+ "and there are several: [first, second].")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Mark the one to use with @Primary."));
	}

	@Test
	void withoutOneTheDefaultsOfSpringSecurityAreUsed() {
		assertThat(hashing().hash("x")).startsWith("{bcrypt}");
	}

	@Test
	void aNativeImageFindsSpringSecurity() {
		assertThat(AnnotatedElementUtils.findMergedAnnotation(RedisimnestAutoConfiguration.class,
				ImportRuntimeHints.class))
			.satisfies((annotation) -> assertThat(annotation.value()).containsExactly(PasswordHashings.Hints.class));
		RuntimeHints hints = new RuntimeHints();
		new PasswordHashings.Hints().registerHints(hints, getClass().getClassLoader());
		assertThat(hints).matches(RuntimeHintsPredicates.reflection().onType(PasswordEncoder.class));
	}

}
