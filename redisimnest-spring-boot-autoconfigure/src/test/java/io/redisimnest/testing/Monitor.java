package io.redisimnest.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that the server executes, as {@code MONITOR} shows them, without those
 * with which a client opens a connection.
 */
public final class Monitor implements AutoCloseable {

	private static final Pattern LINE = Pattern.compile("\\+[0-9.]+ \\[\\d+ (?<client>[^]]+)] (?<command>.*)");

	private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

	private final Socket socket;

	private final BufferedReader reader;

	private Monitor() throws IOException {
		this.socket = new Socket(TestRedis.host(), TestRedis.port());
		this.socket.setSoTimeout(10_000);
		this.reader = new BufferedReader(
				new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
		this.reader.readLine();
	}

	/**
	 * What was sent while an action ran.
	 *
	 * @param sent the commands that clients sent, such as {@code GET root:user:1:age}
	 * @param scripted the commands that scripts ran
	 */
	public record Recording(List<String> sent, List<String> scripted) {

	}

	/**
	 * Records the commands that an action sends.
	 * @param action the action
	 * @return the commands
	 */
	public static Recording record(Runnable action) {
		try (Monitor monitor = new Monitor()) {
			action.run();
			return monitor.recording();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Records the commands that an action sends, those of scripts apart.
	 * @param action the action
	 * @return the commands
	 */
	public static List<String> sent(Runnable action) {
		return record(action).sent();
	}

	private Recording recording() throws IOException {
		String end = UUID.randomUUID().toString();
		TestRedis.commands().echo(end);
		List<String> sent = new ArrayList<>();
		List<String> scripted = new ArrayList<>();
		while (true) {
			Matcher matcher = LINE.matcher(this.reader.readLine());
			if (!matcher.matches()) {
				continue;
			}
			String command = command(matcher.group("command"));
			if (command.endsWith(end)) {
				return new Recording(sent, scripted);
			}
			if (!command.startsWith("HELLO") && !command.startsWith("CLIENT SETINFO") && !command.equals("CLIENT ID")) {
				(matcher.group("client").equals("lua") ? scripted : sent).add(command);
			}
		}
	}

	/**
	 * The arguments without quotes, names in upper case as servers differ in it.
	 */
	private static String command(String quoted) {
		List<String> arguments = ARGUMENT.matcher(quoted)
			.results()
			.map((result) -> result.group(1).replace("\\\"", "\"").replace("\\\\", "\\"))
			.collect(Collectors.toList());
		arguments.set(0, arguments.get(0).toUpperCase(Locale.ROOT));
		return String.join(" ", arguments);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
