package io.redisimnest.key;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A key with one value that is encrypted by the application, a Redis string. Whoever can
 * read Redis sees a ciphertext: AES-GCM with a fresh nonce, and with the name of the key
 * as associated data, so that a ciphertext that is copied to another key does not decrypt
 * there. It can therefore not be moved, and a change of {@code redisimnest.namespace}, or
 * of a prefix, makes what was stored unreadable.
 * <p>
 * The keys for it are {@code redisimnest.secrets.keys.<id>}, 16, 24 or 32 random bytes in
 * Base64. {@code redisimnest.secrets.active-key} names the one that encrypts; the others
 * decrypt what was encrypted with them. To change keys without downtime, add the new one
 * everywhere, then make it active, then encrypt again what is there
 * ({@link #reencrypt()}, or {@link io.redisimnest.Subtree#reencryptSecrets} for many),
 * and remove the old one. One key may encrypt some billions of values.
 * <p>
 * Stored as Python does ({@code redisimnest.codec=python}), it is a Fernet token, and the
 * value is a {@code String}. Fernet has no associated data: a token that is copied to
 * another key decrypts there, and it tells when it was made.
 * <p>
 * Neither value nor ciphertext are shown in logs, metrics, exceptions and by endpoints. A
 * value that cannot be decrypted is an {@link io.redisimnest.UnreadableValueException
 * UnreadableValueException} that tells the key and the id of the encryption key.
 * <p>
 * Time-to-live, scripts and failures are as with {@link ValueKey}. There is no default.
 *
 * @param <T> the type of the value
 * @since 0.1
 */
public interface SecretKey<T> extends Key {

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the value, {@code null} if there is none
	 */
	@Nullable T get();

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the value if there is one
	 */
	Optional<T> find();

	/**
	 * {@code GET key}; under {@code ON_ACCESS} {@code GETEX key PX milliseconds}.
	 * @return the ciphertext, {@code null} if the key does not exist
	 */
	byte @Nullable [] raw();

	/**
	 * {@code SET key value [PX milliseconds]}; under {@code ON_CREATE}
	 * {@code SET key value KEEPTTL}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param value the value
	 */
	void set(T value);

	/**
	 * {@code SET key value PX milliseconds}: with this time-to-live instead of the
	 * declared one.
	 * @param value the value
	 * @param timeToLive the time-to-live, at least 1 ms
	 */
	void set(T value, Duration timeToLive);

	/**
	 * {@code SET key value [PX milliseconds] NX}.
	 * @param value the value
	 * @return whether the value was set, as the key did not exist
	 */
	boolean setIfAbsent(T value);

	/**
	 * {@code SET key value PX milliseconds NX}: with this time-to-live instead of the
	 * declared one.
	 * @param value the value
	 * @param timeToLive the time-to-live, at least 1 ms
	 * @return whether the value was set, as the key did not exist
	 */
	boolean setIfAbsent(T value, Duration timeToLive);

	/**
	 * {@code SET key value [PX milliseconds] XX}; under {@code ON_CREATE}
	 * {@code SET key value KEEPTTL XX}, and {@code PEXPIRE} if there is no time-to-live.
	 * @param value the value
	 * @return whether the value was set, as the key existed
	 */
	boolean setIfPresent(T value);

	/**
	 * {@code SET key value PX milliseconds XX}: with this time-to-live instead of the
	 * declared one.
	 * @param value the value
	 * @param timeToLive the time-to-live, at least 1 ms
	 * @return whether the value was set, as the key existed
	 */
	boolean setIfPresent(T value, Duration timeToLive);

	/**
	 * {@code SET key value KEEPTTL}, and {@code PEXPIRE} if there is no time-to-live: an
	 * existing key keeps its remaining time, whatever the renewal; a key that did not
	 * exist, or that never expired, has the declared time-to-live.
	 * @param value the value
	 */
	void setKeepingTtl(T value);

	/**
	 * {@code GETDEL key}.
	 * @return the value before; {@code null} if the key did not exist
	 */
	@Nullable T getAndDelete();

	/**
	 * Encrypts the value with the active key, if it is encrypted with another one:
	 * {@code GET key}, then {@code SET key value KEEPTTL} in a script, if nobody has
	 * written in between. A conversation: it cannot go into a batch.
	 * @return whether it was encrypted again
	 */
	boolean reencrypt();

}
