package io.redisimnest.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A client in a virtual machine of its own that sends one {@code PING} each millisecond,
 * whether or not the last one was answered. The time of each counts from when it was due.
 */
final class PingClient {

	private static final long INTERVAL_NANOS = 1_000_000;

	/** Those that only warm up. */
	private static final int FIRST = 1000;

	private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int PONG = "+PONG\r\n".length();

	private final Socket socket;

	private final long start = System.nanoTime();

	private final long[] waits = new long[1 << 20];

	private final CountDownLatch warm = new CountDownLatch(FIRST);

	private volatile int count;

	private volatile boolean stopped;

	private PingClient(Socket socket) {
		this.socket = socket;
	}

	/**
	 * Runs the client, until its standard input ends.
	 * @param args the port of the server
	 * @throws Exception if the server goes away
	 */
	public static void main(String[] args) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
			socket.setTcpNoDelay(true);
			PingClient client = new PingClient(socket);
			Thread receiver = new Thread(client::receive);
			Thread sender = new Thread(client::send);
			receiver.start();
			sender.start();
			client.warm.await();
			int first = client.count;
			System.out.println("ready");
			System.in.read();
			client.stopped = true;
			sender.join();
			receiver.join();
			client.print(first);
		}
	}

	private void send() {
		try {
			OutputStream out = this.socket.getOutputStream();
			for (long due = this.start; !this.stopped; due += INTERVAL_NANOS) {
				for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
					LockSupport.parkNanos(left);
				}
				out.write(PING);
			}
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void receive() {
		byte[] buffer = new byte[1 << 12];
		long bytes = 0;
		try {
			InputStream in = this.socket.getInputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				long now = System.nanoTime();
				bytes += length;
				int received = (int) (bytes / PONG);
				for (int i = this.count; i < received; i++) {
					this.waits[i] = now - this.start - i * INTERVAL_NANOS;
					this.warm.countDown();
				}
				this.count = received;
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Prints how long one in a hundred, one in a thousand, and the longest had to wait.
	 */
	private void print(int first) {
		int number = this.count - first;
		Arrays.sort(this.waits, first, this.count);
		for (double share : new double[] { 0.99, 0.999, 1 }) {
			System.out.println(this.waits[first + Math.min(number - 1, (int) (number * share))] / 1e6);
		}
	}

}
