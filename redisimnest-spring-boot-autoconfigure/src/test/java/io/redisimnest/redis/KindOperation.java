package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import org.jspecify.annotations.Nullable;

/**
 * What one operation of a kind of key has to do, whatever is declared.
 *
 * @param <K> the kind of key
 */
final class KindOperation<K> {

	private final String name;

	private final String command;

	private final boolean always;

	private final Use own;

	private final BiFunction<K, K, @Nullable Object> call;

	private @Nullable Use other;

	private boolean otherFirst;

	private Function<@Nullable Object, @Nullable Object> mapping = Function.identity();

	private boolean creates;

	private boolean idle;

	private boolean removes;

	private boolean fails;

	private @Nullable Object onMissing;

	private @Nullable Object onFilled;

	/**
	 * Create an operation.
	 * @param name its name
	 * @param command the command, with {@code @} for the key and {@code &} for another
	 * one; further commands that go with it in a script stand behind {@code ;}
	 * @param always whether the operation takes effect whatever the reply
	 * @param own what it does to the key
	 * @param call calls it
	 */
	KindOperation(String name, String command, boolean always, Use own, BiFunction<K, K, @Nullable Object> call) {
		this.name = name;
		this.command = command;
		this.always = always;
		this.own = own;
		this.creates = always;
		this.call = call;
	}

	/**
	 * What an operation does to a key.
	 */
	enum Use {

		READ, WRITE, REPLACE, LEAVE;

		/** What the script is told to do with the clock. */
		String clock(Declared declared) {
			return switch (this) {
				case READ -> (declared == Declared.ON_ACCESS) ? "RESTART" : "LEAVE";
				case WRITE -> switch (declared) {
					case ON_WRITE, ON_ACCESS -> "RESTART";
					case ON_CREATE -> "START";
					case NONE -> "LEAVE";
				};
				case REPLACE -> (declared == Declared.NONE) ? "PERSIST" : "RESTART";
				case LEAVE -> "LEAVE";
			};
		}

		/** What the clock of an existing key shows afterwards. */
		Clock after(Clock before, Declared declared) {
			return switch (clock(declared)) {
				case "RESTART" -> Clock.DECLARED;
				case "START" -> (before == Clock.NONE) ? Clock.DECLARED : before;
				case "PERSIST" -> Clock.NONE;
				default -> before;
			};
		}

	}

	String name() {
		return this.name;
	}

	/** Calls it. */
	@Nullable Object call(K key, K otherKey) {
		return this.call.apply(key, otherKey);
	}

	/** What is compared of a result. */
	@Nullable Object result(@Nullable Object result) {
		return this.mapping.apply(result);
	}

	boolean isWithOther() {
		return this.other != null;
	}

	/** Whether it takes no notice of what the key holds. */
	boolean isFailing() {
		return this.fails;
	}

	boolean isReplacing() {
		return this.own == Use.REPLACE;
	}

	@Nullable Object onMissing() {
		return this.onMissing;
	}

	@Nullable Object onFilled() {
		return this.onFilled;
	}

	/** Compares what a function makes of the result. */
	@SuppressWarnings("unchecked")
	<R> KindOperation<K> mapped(Function<R, @Nullable Object> function) {
		this.mapping = (result) -> function.apply((R) result);
		return this;
	}

	/** The results if both keys are missing, and if both are filled. */
	KindOperation<K> results(@Nullable Object missing, @Nullable Object filled) {
		this.onMissing = missing;
		this.onFilled = filled;
		return this;
	}

	/** A missing key exists afterwards. */
	KindOperation<K> creating() {
		this.creates = true;
		return this;
	}

	/** A missing key is still missing afterwards. */
	KindOperation<K> notCreating() {
		this.creates = false;
		return this;
	}

	/** It has no effect on the filled key. */
	KindOperation<K> idling() {
		this.idle = true;
		return this;
	}

	/** The filled key is gone afterwards. */
	KindOperation<K> removing() {
		this.removes = true;
		return this;
	}

	/** It fails on a missing key. */
	KindOperation<K> failing() {
		this.fails = true;
		return this;
	}

	/** It uses the other key as well. */
	KindOperation<K> and(Use use) {
		this.other = use;
		return this;
	}

	/** It uses the other key as well, which comes first in the command. */
	KindOperation<K> behind(Use use) {
		this.other = use;
		this.otherFirst = true;
		return this;
	}

	private List<Use> uses() {
		return (this.other == null) ? List.of(this.own)
				: this.otherFirst ? List.of(this.other, this.own) : List.of(this.own, this.other);
	}

	private String key(int index) {
		return ((index == 0) == !this.otherFirst) ? "@" : "&";
	}

	private boolean isScript(Declared declared) {
		return uses().stream().anyMatch((use) -> !use.clock(declared).equals("LEAVE"))
				|| (this.command.contains("; ") && declared != Declared.NONE);
	}

	/**
	 * What is sent. Where several commands are given, all but the first go with a script
	 * only.
	 */
	String sent(Declared declared) {
		String[] commands = this.command.split("; ");
		if (!isScript(declared)) {
			return commands[0];
		}
		List<Use> uses = uses();
		StringBuilder sent = new StringBuilder("EVALSHA # ").append(uses.size());
		for (int i = 0; i < uses.size(); i++) {
			sent.append(' ').append(key(i));
		}
		sent.append(this.always ? " ALWAYS" : " EFFECT");
		uses.forEach((use) -> sent.append(' ')
			.append(use.clock(declared))
			.append((declared == Declared.NONE) ? " -1" : " 100000"));
		for (String each : commands) {
			sent.append(' ').append(each.split(" ").length).append(' ').append(each);
		}
		return sent.toString();
	}

	/**
	 * What a script runs if the keys are missing.
	 */
	List<String> scripted(Declared declared) {
		if (!isScript(declared)) {
			return List.of();
		}
		List<String> scripted = new ArrayList<>(Arrays.asList(this.command.split("; ")));
		List<Use> uses = uses();
		for (int i = 0; i < uses.size() && (this.always || this.creates) && !this.fails; i++) {
			switch (uses.get(i).clock(declared)) {
				case "RESTART" -> scripted.add("PEXPIRE " + key(i) + " 100000");
				case "PERSIST" -> scripted.add("PERSIST " + key(i));
				case "START" -> {
					scripted.add("PTTL " + key(i));
					if (this.creates) {
						scripted.add("PEXPIRE " + key(i) + " 100000");
					}
				}
				default -> {
				}
			}
		}
		return scripted;
	}

	/**
	 * What the clock of the key shows afterwards.
	 */
	Clock after(Clock before, Declared declared) {
		return this.removes ? Clock.MISSING : after(this.own, before, declared);
	}

	private Clock after(Use use, Clock before, Declared declared) {
		boolean written = use == Use.WRITE || use == Use.REPLACE;
		if (before == Clock.MISSING) {
			return !(written && this.creates) ? Clock.MISSING
					: (declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED;
		}
		return this.idle ? before : use.after(before, declared);
	}

	/**
	 * What the clock of the other key shows afterwards.
	 */
	Clock otherAfter(Clock before, Declared declared) {
		return after(Objects.requireNonNull(this.other), before, declared);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
