package io.redisimnest.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * AES in Galois/Counter Mode, with a fresh nonce of 96 bits for each encryption. The name
 * of the Redis key is authenticated, so that a ciphertext that is copied to another one
 * does not decrypt. It is a text: {@code r1:<id of the key>:<nonce and ciphertext in
 * Base64>}.
 *
 * @see <a href=
 * "https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf">NIST SP
 * 800-38D</a>
 */
public final class AesGcmCipher implements SecretCipher {

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final Pattern FORMAT = Pattern.compile("(r1:([A-Za-z0-9_-]{1,64}):)([A-Za-z0-9_-]+)");

	private final SecureRandom random = new SecureRandom();

	private final KeyRing keyRing;

	/**
	 * Create a cipher.
	 * @param keyRing the keys
	 */
	public AesGcmCipher(KeyRing keyRing) {
		this.keyRing = keyRing;
	}

	@Override
	public byte[] encrypt(byte[] value, String name) {
		String head = "r1:" + this.keyRing.activeId() + ":";
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, this.keyRing.activeKey(), nonce, head + name).doFinal(value);
			byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
			System.arraycopy(encrypted, 0, both, NONCE_BYTES, encrypted.length);
			return (head + encode(both)).getBytes(StandardCharsets.US_ASCII);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Cipher cipher(int mode, byte[] key, byte[] nonce, String authenticated)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(authenticated.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	@Override
	public byte[] decrypt(byte[] ciphertext, String name) {
		Matcher matcher = FORMAT.matcher(new String(ciphertext, StandardCharsets.ISO_8859_1));
		if (!matcher.matches()) {
			throw new SecretException("%d bytes that are no secret".formatted(ciphertext.length));
		}
		String id = matcher.group(2);
		byte[] key = this.keyRing.key(id);
		if (key == null) {
			throw new SecretException(
					"a secret of key id '%s', which is not among redisimnest.secrets.keys".formatted(id));
		}
		byte[] both = decode(matcher.group(3));
		if (both != null) {
			try {
				return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, NONCE_BYTES), matcher.group(1) + name)
					.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
			}
			catch (GeneralSecurityException ex) {
				// It is told below, without what the cipher found.
			}
		}
		throw new SecretException(
				"a secret of key id '%s' that was changed, or made for another key, or with another key of that id"
					.formatted(id));
	}

	/**
	 * Bytes of which there is no other text.
	 */
	private static byte @Nullable [] decode(String text) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(text);
			return (bytes.length >= NONCE_BYTES + TAG_BITS / 8 && encode(bytes).equals(text)) ? bytes : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public boolean isCurrent(byte[] ciphertext) {
		return new String(ciphertext, StandardCharsets.ISO_8859_1).startsWith("r1:" + this.keyRing.activeId() + ":");
	}

}
