package io.redisimnest.secret;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyRingTests {

	private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

	@Test
	void theOnlyKeyIsActive() {
		assertThat(KeyRing.of(Map.of("k1", KEY), null).activeId()).isEqualTo("k1");
	}

	@Test
	void ofSeveralOneMustBeNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of("k1", KEY, "k2", KEY), null))
			.withMessage("There are 2 keys, and none of them is active");
	}

	@Test
	void theActiveKeyMustExist() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of("k1", KEY), "k2"))
			.withMessage("Key 'k2' is active, but there is no such key. There are [k1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "planted", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAA==", "%%%" })
	void whatIsNoKeyIsRefusedWithoutShowingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of("k1", text), null))
			.withMessage("Key 'k1' is not 16, 24 or 32 bytes in Base64")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a:b", "ä" })
	void whatIsNoIdIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of(id, KEY), null))
			.withMessageStartingWith("Id '%s' of a key is not made of".formatted(id));
	}

	@Test
	void aKeyInPlaceOfAnIdIsNotShown() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of("k1", KEY), KEY))
			.withMessage("Key of %d characters is active, but there is no such key. There are [k1]", KEY.length());
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of(KEY, "k1"), null))
			.withMessageStartingWith("Id of %d characters of a key is not made of", KEY.length());
		String key = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4";
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(Map.of(key, "k1"), null))
			.withMessage("Key of 43 characters is not 16, 24 or 32 bytes in Base64");
	}

	@Test
	void bothAlphabetsOfBase64AreTaken() {
		assertThat(KeyRing.of(Map.of("k1", "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="), null).activeKey())
			.isEqualTo(KeyRing.of(Map.of("k1", "cw/0x689RpI+jtRR7oE8h/eQsKImvJapLeSbXpwF4e4="), null).activeKey());
	}

	@Test
	void noKeyIsShown() {
		assertThat(KeyRing.of(Map.of("k1", KEY), null)).hasToString("KeyRing[k1]");
	}

}
