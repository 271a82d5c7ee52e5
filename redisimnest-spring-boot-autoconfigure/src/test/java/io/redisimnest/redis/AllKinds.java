package io.redisimnest.redis;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.redisimnest.key.Key;
import io.redisimnest.testing.Clocks.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * Every operation of every kind of key that is not a string.
 */
final class AllKinds {

	/** Entries with an id of the time. */
	private static final Set<String> TIMED = Set.of("add", "add with options", "add to what exists");

	/** Elements that the server chooses. */
	private static final Pattern BY_CHANCE = Pattern.compile("random.*|distinctRandom.*|pop.*");

	private AllKinds() {
	}

	/**
	 * An operation with the keys that it is called on.
	 *
	 * @param kind the tests of its kind
	 * @param operation the operation
	 */
	record Call<K extends Key>(KindTests<K> kind, KindOperation<K> operation) {

		K key(Kinds kinds) {
			return this.kind.key(kinds);
		}

		K other(Kinds kinds) {
			return this.kind.other(kinds);
		}

		@Nullable Object run(K key, Kinds kinds) {
			return this.operation.call(key, other(kinds));
		}

		/** Whether it gives the same result on the same keys. */
		boolean isRepeatable() {
			return !(this.kind instanceof StreamKeyTests && TIMED.contains(this.operation.name()))
					&& !BY_CHANCE.matcher(this.operation.name()).matches();
		}

		@Override
		public String toString() {
			return this.kind.getClass().getSimpleName().replace("Tests", ".") + this.operation;
		}

	}

	static List<Call<?>> calls() {
		return kinds().<Call<?>>flatMap(AllKinds::calls).toList();
	}

	static Stream<KindTests<?>> kinds() {
		return Stream.of(new HashKeyTests(), new RecordKeyTests(), new ListKeyTests(), new SetKeyTests(),
				new SortedSetKeyTests(), new SortedSetAlgebraTests(), new StreamKeyTests(), new GeoKeyTests(),
				new BitmapKeyTests(), new HyperLogLogKeyTests());
	}

	private static <K extends Key> Stream<Call<K>> calls(KindTests<K> kind) {
		return kind.operations().stream().map((operation) -> new Call<>(kind, operation));
	}

}
