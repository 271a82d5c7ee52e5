package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.redisimnest.python.PythonSerializer;
import io.redisimnest.secret.SecretCipher;
import io.redisimnest.secret.SecretException;
import org.jspecify.annotations.Nullable;

/**
 * Ciphertexts in the envelope of a text, as the Python package stores them.
 *
 * @param cipher makes texts
 * @param texts their envelopes
 */
record EnvelopedCipher(SecretCipher cipher, PythonSerializer texts) implements SecretCipher {

	@Override
	public byte[] encrypt(byte[] value, String name) {
		return Objects.requireNonNull(
				this.texts.serialize(new String(this.cipher.encrypt(value, name), StandardCharsets.US_ASCII)));
	}

	@Override
	public byte[] decrypt(byte[] ciphertext, String name) {
		byte[] text = text(ciphertext);
		if (text == null) {
			throw new SecretException("%d bytes that are no envelope of a secret".formatted(ciphertext.length));
		}
		return this.cipher.decrypt(text, name);
	}

	private byte @Nullable [] text(byte[] ciphertext) {
		try {
			return (this.texts.deserialize(ciphertext) instanceof String text) ? text.getBytes(StandardCharsets.UTF_8)
					: null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	@Override
	public boolean isCurrent(byte[] ciphertext) {
		byte[] text = text(ciphertext);
		return text != null && this.cipher.isCurrent(text);
	}

}
