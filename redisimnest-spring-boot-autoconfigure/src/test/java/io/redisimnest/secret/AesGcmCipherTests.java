package io.redisimnest.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AesGcmCipherTests {

	private static final String NAME = "root:user:1:token";

	private static final byte[] VALUE = "planted4711".getBytes(StandardCharsets.UTF_8);

	private final SecretCipher cipher = cipher("k1", "k1", "k2");

	private static SecretCipher cipher(String active, String... ids) {
		Map<String, String> keys = new LinkedHashMap<>();
		for (String id : ids) {
			byte[] key = new byte[32];
			Arrays.fill(key, (byte) id.hashCode());
			keys.put(id, Base64.getEncoder().encodeToString(key));
		}
		return new AesGcmCipher(KeyRing.of(keys, active));
	}

	@Test
	void whatIsEncryptedCanBeDecrypted() {
		Random random = new Random(42);
		for (int i = 0; i < 500; i++) {
			byte[] value = new byte[random.nextInt(300)];
			random.nextBytes(value);
			assertThat(this.cipher.decrypt(this.cipher.encrypt(value, NAME), NAME)).isEqualTo(value);
		}
	}

	@Test
	void noCiphertextComesTwice() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			assertThat(seen.add(new String(this.cipher.encrypt(VALUE, NAME), StandardCharsets.US_ASCII))).isTrue();
		}
	}

	@Test
	void itTellsTheIdOfItsKey() {
		assertThat(this.cipher.encrypt(VALUE, NAME)).asString().startsWith("r1:k1:");
	}

	@Test
	void itDoesNotDecryptAtAnotherKey() {
		byte[] ciphertext = this.cipher.encrypt(VALUE, NAME);
		assertRefused(ciphertext, "root:user:10:token");
		assertRefused(ciphertext, "");
	}

	@Test
	void oneBitThatIsFlippedIsRefused() {
		byte[] ciphertext = this.cipher.encrypt(VALUE, NAME);
		for (int bit = 0; bit < ciphertext.length * 8; bit++) {
			byte[] flipped = ciphertext.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));
			assertRefused(flipped, NAME);
		}
	}

	@Test
	void whatIsCutIsRefused() {
		byte[] ciphertext = this.cipher.encrypt(VALUE, NAME);
		for (int length = 0; length < ciphertext.length; length++) {
			assertRefused(Arrays.copyOf(ciphertext, length), NAME);
			assertRefused(Arrays.copyOfRange(ciphertext, ciphertext.length - length, ciphertext.length), NAME);
		}
	}

	@Test
	void whatIsLongerIsRefused() {
		assertRefused(Arrays.copyOf(this.cipher.encrypt(VALUE, NAME), 100), NAME);
		assertRefused((new String(this.cipher.encrypt(VALUE, NAME), StandardCharsets.US_ASCII) + "\n").getBytes(),
				NAME);
	}

	@Test
	void theIdOfAnotherKeyIsRefused() {
		String ciphertext = new String(this.cipher.encrypt(VALUE, NAME), StandardCharsets.US_ASCII);
		assertRefused(ciphertext.replace(":k1:", ":k2:").getBytes(StandardCharsets.US_ASCII), NAME);
	}

	@Test
	void aKeyThatIsRetiredIsNamed() {
		byte[] ciphertext = cipher("old", "old").encrypt(VALUE, NAME);
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> this.cipher.decrypt(ciphertext, NAME))
			.withMessage("a secret of key id 'old', which is not among redisimnest.secrets.keys");
	}

	@Test
	void whatAnInactiveKeyHasEncryptedIsDecrypted() {
		byte[] ciphertext = cipher("k2", "k2").encrypt(VALUE, NAME);
		assertThat(this.cipher.decrypt(ciphertext, NAME)).isEqualTo(VALUE);
		assertThat(this.cipher.isCurrent(ciphertext)).isFalse();
		assertThat(this.cipher.isCurrent(this.cipher.encrypt(VALUE, NAME))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "r1:", "r1:k1:", "r1:k1:AAAA", "r1::AAAA", "r2:k1:AAAA", "planted4711",
			"r1:k1:\u00e4", "{\"__type__\": \"str\"}" })
	void whatIsNoSecretIsRefused(String text) {
		assertRefused(text.getBytes(StandardCharsets.UTF_8), NAME);
	}

	private void assertRefused(byte[] ciphertext, String name) {
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> this.cipher.decrypt(ciphertext, name))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("planted").doesNotContain("AAAA"));
	}

}
