package io.redisimnest.benchmarks;

import java.io.IOException;

import io.lettuce.core.api.StatefulRedisConnection;

/**
 * A Redis server for the time of a benchmark, with an application that has the shop
 * there.
 */
final class Server implements AutoCloseable {

	private final RedisProcess redis = new RedisProcess();

	private final TreeApplication application = TreeApplication.on(this.redis.port());

	private final Shop shop = this.application.tree(Shop.class);

	private final StatefulRedisConnection<byte[], byte[]> lettuce = this.application.lettuce();

	Server() throws IOException {
	}

	Shop shop() {
		return this.shop;
	}

	/**
	 * The connection that the tree uses, as the client itself knows it.
	 */
	StatefulRedisConnection<byte[], byte[]> lettuce() {
		return this.lettuce;
	}

	@Override
	public void close() {
		this.application.close();
		this.redis.close();
	}

}
