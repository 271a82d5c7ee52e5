package io.redisimnest.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What it costs to walk down a tree to the name of a key, without Redis.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Rendering {

	private TreeApplication application;

	private Root root;

	private HandWritten handWritten;

	private long userId;

	private long messageId;

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws RunnerException if it cannot be run
	 */
	public static void main(String[] args) throws RunnerException {
		ClassPath.publish();
		new Runner(new OptionsBuilder().include(Rendering.class.getName() + "\\.")
			.addProfiler(GCProfiler.class)
			.forks(Integer.getInteger("forks", 3))
			.warmupIterations(5)
			.measurementIterations(Integer.getInteger("iterations", 5))
			.warmupTime(TimeValue.seconds(1))
			.measurementTime(TimeValue.seconds(1))
			.build()).run();
	}

	/**
	 * Makes the tree. No connection is opened.
	 */
	@Setup(Level.Trial)
	public void setUp() {
		this.application = TreeApplication.on(RedisProcess.freePort());
		this.root = this.application.tree(Root.class);
		this.handWritten = new HandWritten("root");
		for (Supplier<String> way : List.<Supplier<String>>of(this::tree, this::handWritten, this::format,
				this::concatenation)) {
			this.userId = 0;
			this.messageId = 8;
			String name = way.get();
			Contest.check(name.equals("root:user:1:messages:message:9"), "name " + name);
		}
	}

	/**
	 * Ends the application.
	 */
	@TearDown(Level.Trial)
	public void tearDown() {
		this.application.close();
	}

	/**
	 * Binds two clusters and a key, and renders its name.
	 * @return the name
	 */
	@Benchmark
	public String tree() {
		return this.root.user(nextUser()).messages().message(nextMessage()).name();
	}

	/**
	 * The same by classes that somebody wrote for this tree alone, without any check of
	 * arguments.
	 * @return the name
	 */
	@Benchmark
	public String handWritten() {
		return this.handWritten.user(nextUser()).messages().message(nextMessage()).name();
	}

	/**
	 * The name in one step.
	 * @return the name
	 */
	@Benchmark
	public String format() {
		return String.format("root:user:%d:messages:message:%d", nextUser(), nextMessage());
	}

	/**
	 * The name in one step.
	 * @return the name
	 */
	@Benchmark
	public String concatenation() {
		return "root:user:" + nextUser() + ":messages:message:" + nextMessage();
	}

	private long nextUser() {
		return 1 + (this.userId++ & 63);
	}

	private long nextMessage() {
		return 1 + (this.messageId++ & 1023);
	}

	private record HandWritten(String prefix) {

		User user(long userId) {
			return new User(this.prefix + ":user:" + userId);
		}

		private record User(String prefix) {

			Messages messages() {
				return new Messages(this.prefix + ":messages");
			}

		}

		private record Messages(String prefix) {

			Message message(long messageId) {
				return new Message(this.prefix + ":message:" + messageId);
			}

		}

		private record Message(String name) {

		}

	}

}
