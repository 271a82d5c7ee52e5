package io.redisimnest.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.util.StringUtils;

/**
 * The Redis server that properties name.
 *
 * @param host its host
 * @param port its port
 * @param username the username
 * @param password the password
 * @param database the index of the database
 * @param tls whether the URL asks for TLS
 */
record RedisTarget(String host, int port, @Nullable String username, @Nullable String password, int database,
		boolean tls) {

	private static final int DEFAULT_PORT = 6379;

	static RedisTarget of(RedisimnestProperties properties) {
		String url = properties.url();
		return StringUtils.hasText(url) ? ofUrl("redisimnest.url", url) : new RedisTarget(properties.host(),
				properties.port(), properties.username(), properties.password(), properties.database(), false);
	}

	static RedisTarget of(DataRedisProperties properties) {
		String url = properties.getUrl();
		return StringUtils.hasText(url) ? ofUrl("spring.data.redis.url", url)
				: new RedisTarget(properties.getHost(), properties.getPort(), properties.getUsername(),
						properties.getPassword(), properties.getDatabase(), false);
	}

	/**
	 * Reads a URL as Boot reads {@code spring.data.redis.url}, and without a port as the
	 * default one.
	 */
	private static RedisTarget ofUrl(String property, String url) {
		try {
			URI uri = new URI(url);
			boolean tls = "rediss".equals(uri.getScheme());
			if ((!tls && !"redis".equals(uri.getScheme())) || uri.getHost() == null) {
				throw invalid(property);
			}
			String path = StringUtils.hasText(uri.getPath()) ? uri.getPath().substring(1) : "";
			int port = (uri.getPort() >= 0) ? uri.getPort() : DEFAULT_PORT;
			int database = path.isEmpty() ? 0 : Integer.parseInt(path);
			if (port < 1 || port > 65_535 || database < 0) {
				throw invalid(property);
			}
			String user = uri.getUserInfo();
			int colon = (user != null) ? user.indexOf(':') : -1;
			return new RedisTarget(uri.getHost(), port, (user != null && colon > 0) ? user.substring(0, colon) : null,
					(user != null) ? user.substring(colon + 1) : null, database, tls);
		}
		catch (URISyntaxException | NumberFormatException ex) {
			throw invalid(property);
		}
	}

	/**
	 * The URL may hold a password, so it is not shown.
	 */
	private static RedisConfigurationException invalid(String property) {
		return new RedisConfigurationException(
				"The value of '%s' is not the URL of a Redis server.".formatted(property),
				"Use redis://user:password@host:port/database, or rediss:// for TLS.");
	}

	/**
	 * The target without its password.
	 */
	@Override
	public String toString() {
		return "%s:%d, database %d%s%s%s".formatted(this.host, this.port, this.database,
				(this.username != null) ? ", user " + this.username : "",
				(this.password != null) ? ", with a password" : "", this.tls ? ", with TLS" : "");
	}

}
