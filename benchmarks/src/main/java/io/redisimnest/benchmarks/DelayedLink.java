package io.redisimnest.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on loopback that takes longer: what comes in leaves after a delay, in
 * each direction, as much as comes.
 */
final class DelayedLink implements AutoCloseable {

	/** By how much the operating system oversleeps. */
	private static final long OVERSLEPT_NANOS = 55_000;

	private final ServerSocket listener;

	private final int target;

	private final long delayNanos;

	/**
	 * Opens a link.
	 * @param target the port of the server
	 * @param roundTripNanos how much longer a round trip shall take
	 */
	DelayedLink(int target, long roundTripNanos) throws IOException {
		this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
		this.target = target;
		this.delayNanos = roundTripNanos / 2;
		start("accept", this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				connect(client, server);
				connect(server, client);
			}
			catch (IOException ex) {
				// The link is closed, or the client gone.
			}
		}
	}

	private record Chunk(long due, byte[] bytes) {

	}

	private void connect(Socket from, Socket to) {
		BlockingQueue<Chunk> queue = new LinkedBlockingQueue<>();
		start("read", () -> read(from, queue));
		start("write", () -> write(queue, to));
	}

	private void read(Socket from, BlockingQueue<Chunk> queue) {
		byte[] buffer = new byte[1 << 16];
		try (InputStream in = from.getInputStream()) {
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				queue.add(new Chunk(System.nanoTime() + this.delayNanos, Arrays.copyOf(buffer, length)));
			}
		}
		catch (IOException ex) {
			// The other end is told.
		}
		queue.add(new Chunk(System.nanoTime(), new byte[0]));
	}

	private void write(BlockingQueue<Chunk> queue, Socket to) {
		try (OutputStream out = to.getOutputStream()) {
			for (Chunk chunk = queue.take(); chunk.bytes().length > 0; chunk = queue.take()) {
				await(chunk.due());
				out.write(chunk.bytes());
			}
		}
		catch (IOException | InterruptedException ex) {
			// There is nobody to write to.
		}
	}

	private static void await(long due) {
		for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
			if (left > OVERSLEPT_NANOS) {
				LockSupport.parkNanos(left - OVERSLEPT_NANOS);
			}
			else {
				Thread.yield();
			}
		}
	}

	private static void start(String name, Runnable work) {
		Thread thread = new Thread(work, "link-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
