package io.redisimnest.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.redisimnest.testing.CuttableProxy;
import io.redisimnest.testing.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;

import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class JedisPipeTests {

	private static final Request COUNT = Request.of("INCR", Argument.option("count"));

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void repliesAreThoseOfTheirRequestsInWhateverOrderTheyAreAwaited() {
		try (Connection connection = new Connection(TestRedis.host(), TestRedis.port())) {
			JedisPipe pipe = new JedisPipe(connection);
			PendingReplies first = pipe.begin(List.of(COUNT, COUNT));
			PendingReplies second = pipe.begin(List.of(COUNT));
			assertThat(pipe.isAwaited()).isTrue();
			assertThat(second.await()).containsExactly(3L);
			assertThat(first.await()).containsExactly(1L, 2L);
			assertThat(pipe.isAwaited()).isFalse();
		}
	}

	@Test
	void nothingHangsWhereTheServerReadsNoMoreWhileNobodyReadsItsReplies() throws IOException {
		byte[] big = new byte[500_000];
		TestRedis.binaryCommands().set(new byte[] { 'a' }, big);
		List<Request> requests = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			requests.add(Request.of("GET", Argument.option("a")));
			requests.add(Request.of("SET", Argument.option("b"), Argument.value(big)));
		}
		try (HalfDuplexProxy proxy = new HalfDuplexProxy();
				Connection connection = new Connection("127.0.0.1", proxy.server.getLocalPort())) {
			List<Object> replies = assertTimeoutPreemptively(Duration.ofSeconds(30),
					() -> new JedisPipe(connection).begin(requests).await());
			assertThat(replies).hasSize(80)
				.allSatisfy((reply) -> assertThat((byte[]) reply).satisfiesAnyOf(
						(bytes) -> assertThat(bytes).isEqualTo(big),
						(bytes) -> assertThat(bytes).asString().isEqualTo("OK")));
		}
	}

	@Test
	void whatWasReceivedBeforeTheConnectionBrokeIsKnown() {
		try (CuttableProxy proxy = new CuttableProxy(TestRedis.port());
				Connection connection = new Connection("127.0.0.1", proxy.port())) {
			JedisPipe pipe = new JedisPipe(connection);
			connection.ping();
			// The requests are 25,000 bytes long, the replies 4,900.
			proxy.cutAfter(26_000);
			List<Object> replies = pipe.begin(Collections.nCopies(1000, COUNT)).await();
			assertThat(replies.get(0)).isEqualTo(1L);
			assertThat(replies.get(999)).isInstanceOf(RedisConnectionFailureException.class);
			assertThat(pipe.isBroken()).isTrue();
			assertThat(pipe.begin(List.of(COUNT)).await().get(0)).isInstanceOf(RedisConnectionFailureException.class);
		}
	}

	@Test
	void aConnectionWithRepliesOnTheirWayIsNotUsedAgain() {
		try (Connection connection = new Connection(TestRedis.host(), TestRedis.port())) {
			JedisPipe pipe = new JedisPipe(connection);
			pipe.begin(List.of(COUNT)).await();
			pipe.end(true);
			assertThat(connection.isBroken()).isFalse();
			pipe.begin(List.of(COUNT));
			pipe.end(true);
			assertThat(connection.isBroken()).isTrue();
		}
	}

	/**
	 * Stands before the server, and reads from the client only while it has nothing to
	 * write to it, with small buffers.
	 */
	private static final class HalfDuplexProxy implements AutoCloseable {

		private final ServerSocket server = new ServerSocket();

		private HalfDuplexProxy() throws IOException {
			this.server.setReceiveBufferSize(8192);
			this.server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			Thread thread = new Thread(this::relay, "half-duplex-proxy");
			thread.setDaemon(true);
			thread.start();
		}

		private void relay() {
			try (Socket client = this.server.accept(); Socket redis = new Socket(TestRedis.host(), TestRedis.port())) {
				client.setSendBufferSize(8192);
				byte[] buffer = new byte[8192];
				while (!this.server.isClosed()) {
					InputStream source = (redis.getInputStream().available() > 0) ? redis.getInputStream()
							: client.getInputStream();
					if (source.available() > 0) {
						int size = source.read(buffer);
						((source == client.getInputStream()) ? redis : client).getOutputStream().write(buffer, 0, size);
					}
				}
			}
			catch (IOException ex) {
				// The client is gone.
			}
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

}
