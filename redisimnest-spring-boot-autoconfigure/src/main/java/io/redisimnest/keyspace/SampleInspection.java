package io.redisimnest.keyspace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import io.redisimnest.census.Census.Sample;
import io.redisimnest.model.KeyModel;
import io.redisimnest.redis.Dispatcher;
import io.redisimnest.redis.Operation;
import io.redisimnest.redis.Outcome;
import io.redisimnest.redis.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the sampled keys of a template.
 */
final class SampleInspection {

	private final KeyModel key;

	private final List<Operation<?>> operations = new ArrayList<>();

	private final List<Double> weights = new ArrayList<>();

	private final List<Found> found = new ArrayList<>();

	/**
	 * Create an inspection.
	 * @param key the declared key
	 */
	SampleInspection(KeyModel key) {
		this.key = key;
	}

	/**
	 * What was found of a key that was still there.
	 */
	private record Found(KeyFacts facts, double weight) {

	}

	/**
	 * Adds sampled keys.
	 * @param names their names
	 * @param count how many keys they stand for
	 */
	void add(List<byte[]> names, long count) {
		Subject subject = new Subject(this.key.path(), this.key.template().toString(), this.key.kind().displayName(),
				this.key.template().toString());
		for (byte[] name : names) {
			this.operations.addAll(KeyFacts.operations(subject, name));
			this.weights.add((double) count / names.size());
		}
	}

	/**
	 * Looks at the samples of several templates in one pipeline.
	 */
	static void run(Dispatcher dispatcher, List<SampleInspection> inspections) {
		List<Outcome<?>> outcomes = dispatcher
			.runAll(inspections.stream().flatMap((inspection) -> inspection.operations.stream()).toList());
		int from = 0;
		for (SampleInspection inspection : inspections) {
			int to = from + inspection.operations.size();
			inspection.settle(outcomes.subList(from, to));
			from = to;
		}
	}

	private void settle(List<Outcome<?>> outcomes) {
		for (int i = 0; i < this.weights.size(); i++) {
			int from = i * KeyFacts.OPERATIONS;
			KeyFacts facts = KeyFacts.of(outcomes.subList(from, from + KeyFacts.OPERATIONS));
			if (facts != null) {
				this.found.add(new Found(facts, this.weights.get(i)));
			}
		}
	}

	KeyModel key() {
		return this.key;
	}

	/**
	 * What was found, {@code null} if there was nothing.
	 */
	@Nullable Sample sample() {
		if (this.found.isEmpty()) {
			return null;
		}
		List<Found> expiring = this.found.stream()
			.filter((key) -> key.facts().ttl() >= 0)
			.sorted(Comparator.comparingLong((key) -> key.facts().ttl()))
			.toList();
		List<Found> measured = this.found.stream().filter((key) -> key.facts().memory() != null).toList();
		Long memory = measured.isEmpty() ? null
				: Math.round(mean(measured, (key) -> Objects.requireNonNull(key.facts().memory())));
		return new Sample(this.found.size(), memory, mean(this.found, (key) -> (key.facts().ttl() == -1) ? 1 : 0),
				quartiles(expiring), mean(this.found, (key) -> isWrong(key) ? 1 : 0));
	}

	private boolean isWrong(Found found) {
		return !found.facts().type().equals(this.key.kind().type().code());
	}

	/**
	 * The Redis types that were found instead of the declared one.
	 */
	Set<String> wrongTypes() {
		Set<String> types = new TreeSet<>();
		this.found.stream().filter(this::isWrong).forEach((key) -> types.add(key.facts().type()));
		return types;
	}

	private static double mean(List<Found> keys, ToDoubleFunction<Found> value) {
		double sum = 0;
		double weights = 0;
		for (Found key : keys) {
			sum += key.weight() * value.applyAsDouble(key);
			weights += key.weight();
		}
		return sum / weights;
	}

	private static List<Duration> quartiles(List<Found> sorted) {
		List<Duration> quartiles = new ArrayList<>();
		double all = sorted.stream().mapToDouble(Found::weight).sum();
		double passed = 0;
		for (Found key : sorted) {
			passed += key.weight();
			while (quartiles.size() < 5 && passed >= all * quartiles.size() / 4 - 1e-9) {
				quartiles.add(Duration.ofMillis(key.facts().ttl()));
			}
		}
		return List.copyOf(quartiles);
	}

}
