package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;

import io.redisimnest.key.PasswordKey;
import io.redisimnest.redis.Operation.Access;

import org.springframework.util.Assert;

/**
 * {@link PasswordKey} on a Redis string.
 */
final class RedisPasswordKey extends RedisString implements PasswordKey {

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
		byte[] stored = read(Replies::toBytes);
		boolean matches = codec().matches(password, stored, subject());
		if (matches && stored != null) {
			byte[] renewed = codec().renew(password, stored, subject());
			if (renewed != null) {
				dispatcher.run(replace(subject(), name().getBytes(StandardCharsets.UTF_8), stored, renewed, expiry()));
			}
		}
		return matches;
	}

	private PasswordCodec codec() {
		return factory().passwordCodec();
	}

}
