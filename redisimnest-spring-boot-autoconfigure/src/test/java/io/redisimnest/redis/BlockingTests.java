package io.redisimnest.redis;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockingTests {

	@Test
	void secondsHaveAFractionOfMilliseconds() {
		assertThat(Blocking.seconds(Duration.ofMillis(1500))).isEqualTo("1.500");
		assertThat(Blocking.seconds(Duration.ofMillis(61_002))).isEqualTo("61.002");
	}

	@Test
	void secondsAreNeverTakenForNone() {
		assertThat(Blocking.seconds(Duration.ofNanos(1_000_001))).isEqualTo("0.002");
	}

	@Test
	void secondsAreInDigitsThatRedisKnows() {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
		try {
			assertThat(Blocking.seconds(Duration.ofMillis(1500))).isEqualTo("1.500");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

}
