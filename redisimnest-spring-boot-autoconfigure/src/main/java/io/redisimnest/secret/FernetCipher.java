package io.redisimnest.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Fernet tokens, as the Python package makes them. They do not tell the id of their key,
 * so all keys are tried, and do not depend on the name of the Redis key: a token that is
 * copied to another one decrypts there.
 *
 * @see <a href="https://github.com/fernet/spec/blob/master/Spec.md">Fernet's
 * specification</a>
 */
public final class FernetCipher implements SecretCipher {

	private static final byte VERSION = (byte) 0x80;

	private static final int KEY_BYTES = 32;

	private static final int HALF = 16;

	private static final int IV_BYTES = 16;

	private static final int MAC_BYTES = 32;

	/** The version and the time. */
	private static final int HEAD_BYTES = 1 + Long.BYTES;

	private final SecureRandom random = new SecureRandom();

	private final KeyRing keyRing;

	private final Clock clock;

	/**
	 * Create a cipher.
	 * @param keyRing the keys
	 * @param clock tells the time that stands in tokens
	 * @throws IllegalArgumentException if a key is not one of Fernet
	 */
	public FernetCipher(KeyRing keyRing, Clock clock) {
		keyRing.keys().forEach((id, key) -> {
			if (key.length != KEY_BYTES) {
				throw new IllegalArgumentException(
						"Key '%s' is not 32 bytes in Base64, as Fernet needs it".formatted(id));
			}
		});
		this.keyRing = keyRing;
		this.clock = clock;
	}

	@Override
	public byte[] encrypt(byte[] value, String name) {
		byte[] iv = new byte[IV_BYTES];
		this.random.nextBytes(iv);
		return encrypt(value, iv);
	}

	byte[] encrypt(byte[] value, byte[] iv) {
		try {
			byte[] key = this.keyRing.activeKey();
			byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(value);
			ByteBuffer token = ByteBuffer.allocate(HEAD_BYTES + IV_BYTES + encrypted.length + MAC_BYTES)
				.put(VERSION)
				.putLong(this.clock.instant().getEpochSecond())
				.put(iv)
				.put(encrypted);
			token.put(mac(key, token.array(), token.position()));
			return Base64.getUrlEncoder().encode(token.array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
		cipher.init(mode, new SecretKeySpec(key, HALF, HALF, "AES"), new IvParameterSpec(iv));
		return cipher;
	}

	private static byte[] mac(byte[] key, byte[] token, int length) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, 0, HALF, "HmacSHA256"));
		mac.update(token, 0, length);
		return mac.doFinal();
	}

	@Override
	public byte[] decrypt(byte[] ciphertext, String name) {
		byte[] token = decode(ciphertext);
		if (token == null) {
			throw new SecretException("%d bytes that are no Fernet token".formatted(ciphertext.length));
		}
		byte[] key = keyOf(token);
		if (key != null) {
			try {
				int end = token.length - MAC_BYTES;
				int start = HEAD_BYTES + IV_BYTES;
				return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(token, HEAD_BYTES, start)).doFinal(token,
						start, end - start);
			}
			catch (GeneralSecurityException ex) {
				// It is told below, without what the cipher found.
			}
		}
		throw new SecretException("a Fernet token that was changed, or whose key is not among those of the ids %s"
			.formatted(this.keyRing.keys().keySet()));
	}

	private static byte @Nullable [] decode(byte[] ciphertext) {
		try {
			byte[] token = Base64.getUrlDecoder().decode(ciphertext);
			boolean whole = token.length >= HEAD_BYTES + IV_BYTES + IV_BYTES + MAC_BYTES && token[0] == VERSION
					&& Arrays.equals(Base64.getUrlEncoder().encode(token), ciphertext);
			return whole ? token : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private byte @Nullable [] keyOf(byte[] token) {
		for (Map.Entry<String, byte[]> entry : this.keyRing.keys().entrySet()) {
			if (isSigned(token, entry.getValue())) {
				return entry.getValue();
			}
		}
		return null;
	}

	private static boolean isSigned(byte[] token, byte[] key) {
		int end = token.length - MAC_BYTES;
		try {
			return MessageDigest.isEqual(mac(key, token, end), Arrays.copyOfRange(token, end, token.length));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean isCurrent(byte[] ciphertext) {
		byte[] token = decode(ciphertext);
		return token != null && isSigned(token, this.keyRing.activeKey());
	}

}
