package io.redisimnest.secret;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Against the vectors of Fernet's specification.
 */
class FernetCipherTests {

	private static final String KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

	private static final String TOKEN = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

	private static final Clock CLOCK = Clock.fixed(Instant.parse("1985-10-26T08:20:00Z"), ZoneOffset.UTC);

	private final FernetCipher cipher = new FernetCipher(KeyRing.of(Map.of("k1", KEY), null), CLOCK);

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@Test
	void theTokenOfTheSpecificationIsMade() {
		byte[] iv = new byte[16];
		for (int i = 0; i < iv.length; i++) {
			iv[i] = (byte) i;
		}
		assertThat(this.cipher.encrypt(bytes("hello"), iv)).asString().isEqualTo(TOKEN);
	}

	@Test
	void theTokenOfTheSpecificationIsRead() {
		assertThat(this.cipher.decrypt(bytes(TOKEN), "any")).asString().isEqualTo("hello");
	}

	@Test
	void aTokenThatIsChangedIsRefused() {
		byte[] token = bytes(TOKEN);
		for (int bit = 0; bit < token.length * 8; bit++) {
			byte[] flipped = token.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThatExceptionOfType(SecretException.class).isThrownBy(() -> this.cipher.decrypt(flipped, "any"));
		}
		for (int length = 0; length < token.length; length++) {
			byte[] cut = Arrays.copyOf(token, length);
			assertThatExceptionOfType(SecretException.class).isThrownBy(() -> this.cipher.decrypt(cut, "any"));
		}
	}

	@Test
	void everyKeyIsTriedAndTheActiveOneTold() {
		FernetCipher both = new FernetCipher(
				KeyRing.of(Map.of("k1", KEY, "k2", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), "k2"), CLOCK);
		assertThat(both.decrypt(bytes(TOKEN), "any")).asString().isEqualTo("hello");
		assertThat(both.isCurrent(bytes(TOKEN))).isFalse();
		assertThat(both.isCurrent(both.encrypt(bytes("x"), "any"))).isTrue();
	}

	@Test
	void aKeyOfAnotherLengthIsRefused() {
		KeyRing keyRing = KeyRing.of(Map.of("short", "AAAAAAAAAAAAAAAAAAAAAA=="), null);
		assertThatIllegalArgumentException().isThrownBy(() -> new FernetCipher(keyRing, CLOCK))
			.withMessage("Key 'short' is not 32 bytes in Base64, as Fernet needs it");
	}

}
