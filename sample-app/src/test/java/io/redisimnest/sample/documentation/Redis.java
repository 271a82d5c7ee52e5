package io.redisimnest.sample.documentation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import redis.embedded.RedisServer;

import org.springframework.test.util.TestSocketUtils;

/**
 * A real Redis server that tells what it does.
 */
final class Redis implements AutoCloseable {

	private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final RedisServer server;

	private Redis() throws IOException {
		this.server = RedisServer.builder().bind("127.0.0.1").port(this.port).setting("save \"\"").build();
		this.server.start();
	}

	static Redis start() throws IOException {
		return new Redis();
	}

	int port() {
		return this.port;
	}

	/**
	 * Sends a command.
	 * @param command the command with its arguments, which have no spaces
	 */
	void send(String command) {
		try (Connection connection = new Connection()) {
			connection.send(command);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What the server does while an action runs.
	 * @param action the action
	 * @return the commands, such as {@code GET root:user:1:age}, those of scripts too
	 */
	List<String> commandsOf(Action action) throws Exception {
		try (Connection monitor = new Connection()) {
			monitor.send("MONITOR");
			action.run();
			String end = UUID.randomUUID().toString();
			send("ECHO " + end);
			List<String> commands = new ArrayList<>();
			while (true) {
				String command = command(monitor.reader.readLine());
				if (command.endsWith(end)) {
					return commands;
				}
				commands.add(command);
			}
		}
	}

	/**
	 * The arguments without quotes, names in upper case as scripts write them otherwise.
	 */
	private static String command(String line) {
		List<String> arguments = ARGUMENT.matcher(line)
			.results()
			.map((MatchResult argument) -> argument.group(1).replace("\\\"", "\"").replace("\\\\", "\\"))
			.collect(Collectors.toList());
		arguments.set(0, arguments.get(0).toUpperCase(Locale.ROOT));
		return String.join(" ", arguments);
	}

	@Override
	public void close() throws IOException {
		this.server.stop();
	}

	/**
	 * Something to do.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

	private final class Connection implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader reader;

		Connection() throws IOException {
			this.socket = new Socket(InetAddress.getByName("127.0.0.1"), Redis.this.port);
			this.socket.setSoTimeout(10_000);
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		}

		void send(String command) throws IOException {
			this.socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			String reply = this.reader.readLine();
			if (reply == null || reply.startsWith("-")) {
				throw new IOException("Redis replied '%s'".formatted(reply));
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
