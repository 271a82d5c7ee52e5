package io.redisimnest.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;

/**
 * Trees of few and of many templates. All have the prefix {@code census}, and a key of
 * each looks like {@code census:a0:b0:k0:1}.
 */
final class CensusTrees {

	static final Map<Integer, Class<? extends Cluster>> ROOTS = Map.of(1, One.class, 10, Ten.class, 50, Fifty.class,
			500, FiveHundred.class);

	private CensusTrees() {
	}

	/**
	 * What all keys of each template begin with.
	 */
	static List<String> prefixes(int templates) {
		return IntStream.range(0, templates)
			.mapToObj((i) -> "census:a%d:b%d:k%d:".formatted(i / 50, i / 10 % 5, i % 10))
			.toList();
	}

	/**
	 * The path of the template whose keys begin with a prefix.
	 */
	static String path(int templates, String prefix) {
		String[] segments = prefix.split(":");
		return switch (templates) {
			case 1 -> "one.key";
			case 10 -> "ten.keys." + segments[3];
			case 50 -> "fifty.groups." + segments[2] + "." + segments[3];
			default -> "fiveHundred." + String.join(".", Arrays.asList(segments).subList(1, 4));
		};
	}

	/**
	 * Gives keys to all templates, in turn.
	 */
	static void forEachKey(int templates, int keys, Consumer<String> consumer) {
		List<String> prefixes = prefixes(templates);
		for (int i = 0; i < keys; i++) {
			consumer.accept(prefixes.get(i % templates) + i);
		}
	}

	@Prefix("census")
	interface One extends Cluster {

		@Prefix("a0:b0:k0:{id}")
		ValueKey<String> key(long id);

	}

	@Prefix("census")
	interface Ten extends Cluster {

		@Prefix("a0:b0")
		Keys keys();

	}

	@Prefix("census")
	interface Fifty extends Cluster {

		@Prefix("a0")
		Groups groups();

	}

	@Prefix("census")
	interface FiveHundred extends Cluster {

		Groups a0();

		Groups a1();

		Groups a2();

		Groups a3();

		Groups a4();

		Groups a5();

		Groups a6();

		Groups a7();

		Groups a8();

		Groups a9();

	}

	/**
	 * Fifty templates.
	 */
	interface Groups extends Cluster {

		Keys b0();

		Keys b1();

		Keys b2();

		Keys b3();

		Keys b4();

	}

	/**
	 * Ten templates.
	 */
	interface Keys extends Cluster {

		@Prefix("k0:{id}")
		ValueKey<String> k0(long id);

		@Prefix("k1:{id}")
		ValueKey<String> k1(long id);

		@Prefix("k2:{id}")
		ValueKey<String> k2(long id);

		@Prefix("k3:{id}")
		ValueKey<String> k3(long id);

		@Prefix("k4:{id}")
		ValueKey<String> k4(long id);

		@Prefix("k5:{id}")
		ValueKey<String> k5(long id);

		@Prefix("k6:{id}")
		ValueKey<String> k6(long id);

		@Prefix("k7:{id}")
		ValueKey<String> k7(long id);

		@Prefix("k8:{id}")
		ValueKey<String> k8(long id);

		@Prefix("k9:{id}")
		ValueKey<String> k9(long id);

	}

}
