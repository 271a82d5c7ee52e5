package io.redisimnest.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

import org.springframework.data.redis.cache.BatchStrategies;
import org.springframework.data.redis.cache.BatchStrategy;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Ways to clear user 1 on one server.
 */
final class ClearWays implements AutoCloseable {

	static final String OURS = "`clear()`";

	private static final String PATTERN = KeySet.PREFIX + ":*";

	private static final int PAGE = 1000;

	private final TreeApplication application;

	private final Root root;

	private final StringRedisTemplate template;

	private final RedissonClient redisson;

	private final RedisCommands<byte[], byte[]> lettuce;

	private final Jedis jedis;

	ClearWays(int port) {
		this.application = TreeApplication.on(port);
		this.root = this.application.tree(Root.class);
		this.template = new StringRedisTemplate(this.application.connectionFactory());
		this.redisson = redisson(port);
		this.lettuce = this.application.lettuce().sync();
		this.jedis = new Jedis("127.0.0.1", port, 60_000);
	}

	private static RedissonClient redisson(int port) {
		Config config = new Config();
		config.useSingleServer().setAddress("redis://127.0.0.1:" + port).setTimeout(60_000);
		return Redisson.create(config);
	}

	long ours() {
		return this.root.user(1).clear();
	}

	Map<String, LongSupplier> others() {
		Map<String, LongSupplier> ways = new LinkedHashMap<>();
		ways.put("`RedisTemplate.scan`, `delete` of 1000", () -> scanAndDelete(this.template, 1000));
		ways.put("`RedisTemplate.scan`, `delete` of 50", () -> scanAndDelete(this.template, 50));
		ways.put("Redisson `unlinkByPattern`", () -> this.redisson.getKeys().unlinkByPattern(PATTERN));
		ways.put("`RedisCache.clear()`, `BatchStrategies.scan(1000)`", () -> clearCache(BatchStrategies.scan(PAGE)));
		ways.put("`RedisCache.clear()`, `BatchStrategies.keys()`", () -> clearCache(BatchStrategies.keys()));
		ways.put("`RedisTemplate.keys`, `delete`", this::keysAndDelete);
		ways.put("Lettuce, `SCAN` and `UNLINK` in turn", this::lettuceLoop);
		ways.put("Jedis, `SCAN` and `UNLINK` in turn", this::jedisLoop);
		return ways;
	}

	static long scanAndDelete(StringRedisTemplate template, int chunk) {
		long deleted = 0;
		List<String> keys = new ArrayList<>();
		try (Cursor<String> cursor = template.scan(ScanOptions.scanOptions().match(PATTERN).count(PAGE).build())) {
			while (cursor.hasNext()) {
				keys.add(cursor.next());
				if (keys.size() == chunk) {
					deleted += template.delete(keys);
					keys.clear();
				}
			}
		}
		return keys.isEmpty() ? deleted : deleted + template.delete(keys);
	}

	private long keysAndDelete() {
		Set<String> keys = this.template.keys(PATTERN);
		return this.template.delete(keys);
	}

	private long clearCache(BatchStrategy strategy) {
		RedisCacheWriter writer = RedisCacheWriter.create(this.application.connectionFactory(),
				(configurer) -> configurer.immediateWrites().batchStrategy(strategy));
		RedisCacheManager caches = RedisCacheManager.builder(writer)
			.cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().computePrefixWith((name) -> name + ":"))
			.build();
		caches.getCache(KeySet.PREFIX).clear();
		return 0;
	}

	private long lettuceLoop() {
		ScanArgs arguments = ScanArgs.Builder.matches(PATTERN.getBytes(StandardCharsets.UTF_8)).limit(PAGE);
		long deleted = 0;
		ScanCursor cursor = ScanCursor.INITIAL;
		do {
			KeyScanCursor<byte[]> page = this.lettuce.scan(cursor, arguments);
			if (!page.getKeys().isEmpty()) {
				deleted += this.lettuce.unlink(page.getKeys().toArray(byte[][]::new));
			}
			cursor = page;
		}
		while (!cursor.isFinished());
		return deleted;
	}

	private long jedisLoop() {
		ScanParams parameters = new ScanParams().match(PATTERN.getBytes(StandardCharsets.UTF_8)).count(PAGE);
		long deleted = 0;
		byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
		do {
			ScanResult<byte[]> page = this.jedis.scan(cursor, parameters);
			if (!page.getResult().isEmpty()) {
				deleted += this.jedis.unlink(page.getResult().toArray(byte[][]::new));
			}
			cursor = page.getCursorAsBytes();
		}
		while (!new String(cursor, StandardCharsets.US_ASCII).equals(ScanParams.SCAN_POINTER_START));
		return deleted;
	}

	@Override
	public void close() {
		this.jedis.close();
		this.redisson.shutdown();
		this.application.close();
	}

}
