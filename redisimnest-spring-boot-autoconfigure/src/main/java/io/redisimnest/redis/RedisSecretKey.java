package io.redisimnest.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.redisimnest.key.SecretKey;

/**
 * {@link SecretKey} on a Redis string.
 *
 * @param <T> the type of the value
 */
final class RedisSecretKey<T> extends ValueString<T> implements SecretKey<T> {

	RedisSecretKey(KeyFactory factory, String name, Runner runner) {
		super(factory, name, runner, factory.secretCodec());
	}

	@Override
	public boolean reencrypt() {
		converse("reencrypt");
		Reencryption reencryption = new Reencryption(factory());
		reencryption.run(List.of(name().getBytes(StandardCharsets.UTF_8)));
		reencryption.throwIfAnyFailed();
		return reencryption.count() > 0;
	}

}
