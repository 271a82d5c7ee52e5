package io.redisimnest.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How long others wait for a server meanwhile, in milliseconds.
 */
final class Pings implements AutoCloseable {

	/** It allocates nothing, so that there is nothing to collect. */
	private static final List<String> OPTIONS = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	private final Process process;

	private final BufferedReader output;

	private double percentile99;

	private double percentile999;

	private double maximum;

	/**
	 * Starts to ping.
	 * @param port the port of the server
	 */
	Pings(int port) {
		try {
			this.process = ClassPath.java(PingClient.class, OPTIONS, Integer.toString(port)).start();
			this.output = new BufferedReader(
					new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
			Contest.check("ready".equals(this.output.readLine()), "the client that pings");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ends the pings, when all are answered.
	 */
	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			this.percentile99 = Double.parseDouble(this.output.readLine());
			this.percentile999 = Double.parseDouble(this.output.readLine());
			this.maximum = Double.parseDouble(this.output.readLine());
			this.process.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	double percentile99() {
		return this.percentile99;
	}

	double percentile999() {
		return this.percentile999;
	}

	double maximum() {
		return this.maximum;
	}

}
