package io.redisimnest.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Stands between a client and a server: it can cut all connections at any byte, and lead
 * new ones to another server.
 */
public final class CuttableProxy implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private final ServerSocket server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	/** The timer of Lettuce ticks ten times a second, and so slowly it connects again. */
	private final Timer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);

	private final ClientResources resources = ClientResources.builder()
		.ioThreadPoolSize(2)
		.computationThreadPoolSize(2)
		.timer(this.timer)
		.reconnectDelay(Delay.constant(Duration.ofMillis(1)))
		.build();

	private volatile int target;

	/** How many more bytes may pass before all connections are cut. */
	private long budget = Long.MAX_VALUE;

	private int targetAfterCut;

	/**
	 * Create a proxy.
	 * @param target the port of the server
	 */
	public CuttableProxy(int target) {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.target = target;
		start(this::accept);
	}

	/**
	 * A started connection factory that reaches the server through this proxy, with a
	 * short time-out. Lettuce connects again at once, and sends again what has no reply.
	 * @return the factory
	 */
	public RedisConnectionFactory connectionFactory() {
		return connectionFactory(true);
	}

	/**
	 * A started connection factory that reaches the server through this proxy, with
	 * Lettuce by a connection for each use. What was being sent when the connection broke
	 * fails, and is not sent again.
	 * @return the factory
	 */
	public RedisConnectionFactory unforgivingConnectionFactory() {
		return connectionFactory(false);
	}

	private RedisConnectionFactory connectionFactory(boolean reconnect) {
		RedisStandaloneConfiguration server = new RedisStandaloneConfiguration("127.0.0.1", this.server.getLocalPort());
		if (Connections.areOfJedis()) {
			return Connections.jedis(server,
					JedisClientConfiguration.builder().readTimeout(TIMEOUT).connectTimeout(TIMEOUT).build());
		}
		LettuceClientConfiguration configuration = LettuceClientConfiguration.builder()
			.clientResources(this.resources)
			.commandTimeout(TIMEOUT)
			.shutdownTimeout(Duration.ZERO)
			.clientOptions(ClientOptions.builder()
				.autoReconnect(reconnect)
				.socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
				.build())
			.build();
		LettuceConnectionFactory factory = new LettuceConnectionFactory(server, configuration);
		factory.setShareNativeConnection(reconnect);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Cuts all connections; new ones reach another server.
	 * @param port the port of that server
	 */
	public void switchTo(int port) {
		this.target = port;
		cut();
	}

	/**
	 * Cuts all connections as soon as some bytes have passed, in either direction; new
	 * ones are not cut.
	 * @param bytes how many bytes
	 */
	public void cutAfter(int bytes) {
		switchAfter(bytes, this.target);
	}

	/**
	 * Cuts all connections as soon as some bytes have passed, in either direction; new
	 * ones reach another server.
	 * @param bytes how many bytes
	 * @param port the port of that server
	 */
	public synchronized void switchAfter(int bytes, int port) {
		this.budget = bytes;
		this.targetAfterCut = port;
	}

	/**
	 * Cuts all connections, but none that a client makes as soon as it notices.
	 */
	public void cut() {
		List<Socket> all = List.copyOf(this.sockets);
		all.forEach(this.sockets::remove);
		all.forEach(CuttableProxy::close);
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.server.accept();
			try {
				Socket upstream = new Socket(InetAddress.getLoopbackAddress(), this.target);
				for (Socket socket : new Socket[] { client, upstream }) {
					socket.setTcpNoDelay(true);
					this.sockets.add(socket);
				}
				start(() -> copy(client, upstream));
				start(() -> copy(upstream, client));
			}
			catch (IOException ex) {
				close(client);
			}
		}
	}

	private void copy(Socket from, Socket to) throws IOException {
		try {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			byte[] buffer = new byte[8192];
			int size = input.read(buffer);
			while (size >= 0) {
				int passed = pass(size);
				output.write(buffer, 0, passed);
				output.flush();
				if (passed < size) {
					cut();
					return;
				}
				size = input.read(buffer);
			}
		}
		finally {
			close(from);
			close(to);
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	private synchronized int pass(int size) {
		if (size <= this.budget) {
			this.budget -= size;
			return size;
		}
		int passed = (int) this.budget;
		this.budget = Long.MAX_VALUE;
		this.target = this.targetAfterCut;
		return passed;
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// The connection was cut.
			}
		}, "cuttable-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It was cut already.
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		cut();
		this.resources.shutdown();
		this.timer.stop();
	}

	private interface Work {

		void run() throws IOException;

	}

}
