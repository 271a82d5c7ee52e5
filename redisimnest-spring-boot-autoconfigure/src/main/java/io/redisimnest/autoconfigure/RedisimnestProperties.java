package io.redisimnest.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

import io.redisimnest.explorer.ExplorerController;
import io.redisimnest.explorer.ExplorerSettings;
import io.redisimnest.explorer.ShowValues;
import io.redisimnest.redis.ValueFormat;
import io.redisimnest.registry.CensusSettings;
import io.redisimnest.secret.KeyRing;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.StringUtils;

/**
 * Configuration properties of Redisimnest.
 *
 * @param host Redis server host.
 * @param port Redis server port.
 * @param url Redis URL, such as redis://user:password@example.com:6379/0 or rediss:// for
 * TLS. Overrides host, port, username, password and database.
 * @param username Login username of the Redis server.
 * @param password Login password of the Redis server.
 * @param database Database index on the Redis server.
 * @param namespace Prefix before every tree, such as the name of the environment.
 * @param deleteChunkSize Number of keys that clear() deletes with one UNLINK.
 * @param scanCount COUNT of SCAN: about how many keys the server looks at for one page.
 * @param dispatchLogs Whether to log each command at level INFO, without values.
 * @param ttl Time-to-live by path, replacing the declared one, such as root.user=5m, or
 * none.
 * @param codec How values are stored where no @Codec is declared.
 * @param census how the keyspace is counted
 * @param explorer what the explorer shows and allows
 * @param secrets how secrets are encrypted
 */
@ConfigurationProperties("redisimnest")
record RedisimnestProperties(@DefaultValue("localhost") String host, @DefaultValue("6379") int port,
		@Nullable String url, @Nullable String username, @Nullable String password, @DefaultValue("0") int database,
		@DefaultValue("") String namespace, @DefaultValue("50") int deleteChunkSize,
		@DefaultValue("1000") int scanCount, @DefaultValue("false") boolean dispatchLogs,
		@DefaultValue Map<String, String> ttl, @DefaultValue("json") ValueFormat codec, @DefaultValue Census census,
		@DefaultValue Explorer explorer, @DefaultValue Secrets secrets) {

	RedisimnestProperties {
		checkRange("redisimnest.port", port, 1, 65_535);
		checkRange("redisimnest.database", database, 0, Integer.MAX_VALUE);
		checkRange("redisimnest.delete-chunk-size", deleteChunkSize, 1, 10_000);
		checkRange("redisimnest.scan-count", scanCount, 1, 100_000);
	}

	/**
	 * There is a password among the properties.
	 */
	@Override
	public String toString() {
		return "RedisimnestProperties";
	}

	/**
	 * Configuration properties of the census.
	 *
	 * @param maxKeys Number of keys after which a census ends and estimates the rest.
	 * @param maxDuration Time after which a census ends and estimates the rest.
	 * @param maxAge How old the latest census may be to be given again.
	 * @param keysPerSecond Number of keys that a census visits in a second at most; 0 for
	 * as many as the server gives page by page.
	 * @param interval How often to take a census in the background. By default, never.
	 */
	record Census(@DefaultValue("1000000") int maxKeys,
			@DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) Duration maxDuration,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration maxAge,
			@DefaultValue("0") int keysPerSecond, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration interval) {

		Census {
			checkRange("redisimnest.census.max-keys", maxKeys, 1, Integer.MAX_VALUE);
			checkRange("redisimnest.census.keys-per-second", keysPerSecond, 0, Integer.MAX_VALUE);
			checkPositive("redisimnest.census.max-duration", maxDuration);
			if (maxAge.isNegative()) {
				throw new InvalidConfigurationPropertyValueException("redisimnest.census.max-age", maxAge,
						"Use a duration that is not negative.");
			}
			if (interval != null) {
				checkPositive("redisimnest.census.interval", interval);
			}
		}

		private static void checkPositive(String property, Duration value) {
			if (value.isNegative() || value.isZero()) {
				throw new InvalidConfigurationPropertyValueException(property, value, "Use a positive duration.");
			}
		}

		CensusSettings settings() {
			return new CensusSettings(this.maxKeys, this.maxDuration, this.maxAge,
					(this.keysPerSecond > 0) ? this.keysPerSecond : Long.MAX_VALUE);
		}

	}

	/**
	 * Configuration properties of secrets.
	 *
	 * @param activeKey Id of the key that encrypts. May be left out if there is only one.
	 * @param keys Keys by id, each 16, 24 or 32 random bytes in Base64.
	 */
	record Secrets(@Nullable String activeKey, @DefaultValue Map<String, String> keys) {

		/**
		 * The keys.
		 * @return the key ring, {@code null} if there are no keys
		 */
		@Nullable KeyRing keyRing() {
			String activeId = StringUtils.hasText(this.activeKey) ? this.activeKey.trim() : null;
			if (this.keys.isEmpty() && activeId == null) {
				return null;
			}
			try {
				return KeyRing.of(this.keys, activeId);
			}
			catch (IllegalArgumentException ex) {
				throw new RedisConfigurationException("redisimnest.secrets is wrong: %s.".formatted(ex.getMessage()),
						"Set redisimnest.secrets.keys.<id> to 32 random bytes in Base64, such as 'openssl rand -base64 32' "
								+ "makes them, and redisimnest.secrets.active-key to the id of the one that encrypts.");
			}
		}

		/**
		 * There are keys among the properties.
		 */
		@Override
		public String toString() {
			return "Secrets";
		}

	}

	/**
	 * Configuration properties of the explorer.
	 *
	 * @param enabled Whether to serve a page that shows what the keyspace holds.
	 * @param path Path of the page, below the context path of the application.
	 * @param showValues To whom the values of keys are shown.
	 * @param allowClear Whether keys can be deleted.
	 */
	record Explorer(@DefaultValue("false") boolean enabled, @DefaultValue(ExplorerController.DEFAULT_PATH) String path,
			@DefaultValue("never") ShowValues showValues, @DefaultValue("false") boolean allowClear) {

		private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

		Explorer {
			if (!PATH.matcher(path).matches()) {
				throw new InvalidConfigurationPropertyValueException("redisimnest.explorer.path", path,
						"Use a path such as '/redisimnest' or '/ops/redis'.");
			}
		}

		ExplorerSettings settings() {
			return new ExplorerSettings(this.path, this.showValues, this.allowClear);
		}

	}

	private static void checkRange(String property, int value, int minimum, int maximum) {
		if (value < minimum || value > maximum) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"Use a number from %d to %d.".formatted(minimum, maximum));
		}
	}

}
