package io.redisimnest.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that sends one {@code PING} each millisecond, whether or not the last one was
 * answered: how long others wait. The time of each counts from when it was due.
 */
final class Pings implements AutoCloseable {

	private static final long INTERVAL_NANOS = 1_000_000;

	private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int PONG = "+PONG\r\n".length();

	private final Socket socket;

	private final long start;

	private final Thread sender = new Thread(this::send, "pings");

	private final Thread receiver = new Thread(this::receive, "pongs");

	private volatile boolean stopped;

	private long[] waits = new long[1 << 14];

	private int count;

	/**
	 * Starts to ping.
	 * @param port the port of the server
	 */
	Pings(int port) {
		try {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setTcpNoDelay(true);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.start = System.nanoTime();
		this.receiver.start();
		this.sender.start();
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
			// The server is gone, and the benchmark with it.
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
				while (this.count < bytes / PONG) {
					add(now - this.start - this.count * INTERVAL_NANOS);
				}
			}
		}
		catch (IOException ex) {
			// The server is gone, and the benchmark with it.
		}
	}

	private void add(long wait) {
		if (this.count == this.waits.length) {
			this.waits = Arrays.copyOf(this.waits, 2 * this.count);
		}
		this.waits[this.count++] = wait;
	}

	/**
	 * Ends the pings, when all are answered.
	 */
	@Override
	public void close() {
		this.stopped = true;
		try (this.socket) {
			this.sender.join();
			this.receiver.join();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		Arrays.sort(this.waits, 0, this.count);
	}

	/**
	 * How long one of many waited, after the end.
	 * @param share which one, such as 0.999
	 * @return milliseconds
	 */
	double percentile(double share) {
		int index = Math.min(this.count - 1, (int) (this.count * share));
		return (this.count > 0) ? this.waits[index] / 1e6 : 0;
	}

}
