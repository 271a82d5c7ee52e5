package io.redisimnest.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The server that {@code redisimnest.*} names, for Boot to build the connection to it.
 */
class RedisimnestConnectionDetails implements DataRedisConnectionDetails {

	private final RedisTarget target;

	private final DataRedisProperties.Ssl ssl;

	private final @Nullable SslBundles sslBundles;

	RedisimnestConnectionDetails(RedisTarget target, DataRedisProperties.Ssl ssl, @Nullable SslBundles sslBundles) {
		this.target = target;
		this.ssl = ssl;
		this.sslBundles = sslBundles;
	}

	@Override
	public @Nullable String getUsername() {
		return this.target.username();
	}

	@Override
	public @Nullable String getPassword() {
		return this.target.password();
	}

	/**
	 * Boot looks for {@code rediss://} in {@code spring.data.redis.url} only: without a
	 * bundle it would connect in clear text.
	 */
	@Override
	public @Nullable SslBundle getSslBundle() {
		if (StringUtils.hasLength(this.ssl.getBundle())) {
			Assert.state(this.sslBundles != null, "spring.data.redis.ssl.bundle is set, but there are no SSL bundles");
			return this.sslBundles.getBundle(this.ssl.getBundle());
		}
		return (this.ssl.isEnabled() || this.target.tls()) ? SslBundle.systemDefault() : null;
	}

	@Override
	public Standalone getStandalone() {
		return Standalone.of(this.target.host(), this.target.port(), this.target.database());
	}

}
