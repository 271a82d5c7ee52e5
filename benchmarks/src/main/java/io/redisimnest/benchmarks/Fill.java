package io.redisimnest.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Fills a server fast: sends all keys without waiting for replies, which the server is
 * told not to give. At the end its table of keys has found its size, as in a server that
 * has been in use for a while.
 */
final class Fill implements AutoCloseable {

	private static final byte[] BEFORE = bytes("*3\r\n$3\r\nSET\r\n$");

	private static final byte[] LINE = bytes("\r\n");

	private static final byte[] AFTER = bytes("\r\n$2\r\n42\r\n");

	private static final byte[] LOOK = bytes("*2\r\n$6\r\nEXISTS\r\n$1\r\n-\r\n");

	private final Socket socket;

	private final OutputStream out;

	private long count;

	Fill(int port) {
		try {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.out = new BufferedOutputStream(this.socket.getOutputStream(), 1 << 16);
			this.out.write(bytes("CLIENT REPLY OFF\r\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sets a key without time-to-live.
	 */
	void set(String key) {
		byte[] name = bytes(key);
		try {
			this.out.write(BEFORE);
			this.out.write(bytes(Integer.toString(name.length)));
			this.out.write(LINE);
			this.out.write(name);
			this.out.write(AFTER);
			this.count++;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the server has all.
	 */
	@Override
	public void close() {
		try (this.socket) {
			// Each moves a part of the table, if that is about to grow.
			for (long i = 0; i < this.count; i++) {
				this.out.write(LOOK);
			}
			this.out.write(bytes("CLIENT REPLY ON\r\n"));
			this.out.flush();
			String reply = new String(this.socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
			Contest.check(reply.equals("+OK\r\n"), "reply " + reply);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
