package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import io.redisimnest.key.PasswordKey;
import io.redisimnest.redis.Operation.Access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

/**
 * {@link PasswordKey} on a Redis string.
 */
final class RedisPasswordKey extends RedisString implements PasswordKey {

	private static final Logger logger = LoggerFactory.getLogger(RedisPasswordKey.class);

	RedisPasswordKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner);
	}

	@Override
	public void set(CharSequence password) {
		write(codec().encode(password, subject()), Access.WRITE, Replies.NOTHING);
	}

	@Override
	public boolean verify(CharSequence password) {
		Assert.notNull(password, () -> "Password for key '%s' must not be null".formatted(this));
		Dispatcher dispatcher = converse("verify");
		// Not by a replica, where a password that was changed may still be right.
		byte[] stored = read(Access.EXCHANGE, Replies::toBytes);
		boolean matches = codec().matches(password, stored, subject());
		if (matches && stored != null) {
			renew(password, stored, dispatcher);
		}
		return matches;
	}

	/**
	 * Makes the hash anew. The password is right even if that fails, such as where Redis
	 * takes no writes.
	 */
	private void renew(CharSequence password, byte[] stored, Dispatcher dispatcher) {
		try {
			byte[] renewed = codec().renew(password, stored, subject());
			if (renewed != null) {
				dispatcher.run(replace(subject(), name().getBytes(StandardCharsets.UTF_8), stored, renewed));
			}
		}
		catch (RuntimeException ex) {
			// Without its message: that of an encoder may tell the hash.
			logger.warn("The hash of '{}' could not be made anew ({})", this, ex.getClass().getSimpleName());
		}
	}

	private PasswordCodec codec() {
		return factory().passwordCodec();
	}

}
