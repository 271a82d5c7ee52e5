package io.redisimnest.secret;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The keys with which secrets are encrypted, by id. One of them is active: it encrypts,
 * the others only decrypt.
 */
public final class KeyRing {

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	/** A key of 16 bytes has 22 in Base64. */
	private static final int LONGEST_SHOWN_ID = 20;

	private final Map<String, byte[]> keys;

	private final String activeId;

	private KeyRing(Map<String, byte[]> keys, String activeId) {
		this.keys = keys;
		this.activeId = activeId;
	}

	/**
	 * Makes a key ring.
	 * @param texts the keys in Base64, by id
	 * @param activeId the id of the active one, {@code null} if there is only one
	 * @return the key ring
	 * @throws IllegalArgumentException if there is something wrong; the message tells
	 * what, and no key
	 */
	public static KeyRing of(Map<String, String> texts, @Nullable String activeId) {
		Map<String, byte[]> keys = new LinkedHashMap<>();
		texts.forEach((id, text) -> keys.put(id, key(id, text)));
		if (activeId == null && keys.size() == 1) {
			return new KeyRing(keys, keys.keySet().iterator().next());
		}
		if (activeId == null) {
			throw new IllegalArgumentException("There are %d keys, and none of them is active".formatted(keys.size()));
		}
		if (!keys.containsKey(activeId)) {
			throw new IllegalArgumentException("Key %s is active, but there is no such key. There are %s"
				.formatted(shown(activeId), keys.keySet()));
		}
		return new KeyRing(keys, activeId);
	}

	/**
	 * An id, unless it is so long that it may be a key in the wrong place.
	 */
	private static String shown(String id) {
		return (id.length() <= LONGEST_SHOWN_ID) ? "'%s'".formatted(id) : "of %d characters".formatted(id.length());
	}

	private static byte[] key(String id, String text) {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException(
					"Id %s of a key is not made of letters, digits, '-' and '_', 64 at most".formatted(shown(id)));
		}
		byte[] key = decode(text.trim());
		if (key == null || (key.length != 16 && key.length != 24 && key.length != 32)) {
			throw new IllegalArgumentException("Key %s is not 16, 24 or 32 bytes in Base64".formatted(shown(id)));
		}
		return key;
	}

	private static byte @Nullable [] decode(String text) {
		try {
			return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	String activeId() {
		return this.activeId;
	}

	byte[] activeKey() {
		return this.keys.get(this.activeId);
	}

	byte @Nullable [] key(String id) {
		return this.keys.get(id);
	}

	/**
	 * All keys, by id.
	 */
	Map<String, byte[]> keys() {
		return this.keys;
	}

	/**
	 * The ids alone.
	 */
	@Override
	public String toString() {
		return "KeyRing" + this.keys.keySet();
	}

}
