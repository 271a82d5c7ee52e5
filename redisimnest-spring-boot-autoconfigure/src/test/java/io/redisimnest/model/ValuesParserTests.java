package io.redisimnest.model;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.HashKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.key.Values;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Parsing.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;

class ValuesParserTests {

	@Test
	void eachComponentHasTheKeyOfItsName() {
		interface Root extends Cluster {

			@Default("0")
			ValueKey<Integer> age();

			CounterKey visits();

			ValueKey<List<String>> tags();

			Values<Whole> whole();

		}
		ClusterModel root = Parsing.parse(Root.class);
		assertThat(root.values()).singleElement().satisfies((values) -> {
			assertThat(values.type().toClass()).isEqualTo(Whole.class);
			assertThat(values.keys().stream().map(KeyModel::path)).containsExactly("root.tags", "root.age",
					"root.visits");
		});
	}

	record Whole(List<String> tags, int age, long visits) {

	}

	@Test
	void valuesNeedARecordWithComponents() {
		interface Root extends Cluster {

			Values<String> text();

			@SuppressWarnings("rawtypes")
			Values raw();

			Values<?> any();

			Values<Empty> empty();

		}
		String message = "Values need a record with components. Declare one, such as Values<Profile> with record "
				+ "Profile(int age, String name), for method Root.";
		assertProblems(Root.class, message + "any", message + "empty", message + "raw", message + "text");
	}

	record Empty() {

	}

	@Test
	void valuesHaveNoParameters() {
		interface Root extends Cluster {

			Values<Whole> whole(int id);

		}
		assertProblems(Root.class, "Values have no parameters. Remove them, for method Root.whole");
	}

	@Test
	void aComponentWithoutAKeyIsRefused() {
		interface Root extends Cluster {

			@Prefix("tags:{id}")
			ValueKey<List<String>> tags(int id);

			HashKey<String, Integer> age();

			Values<Whole> whole();

		}
		assertProblems(Root.class, noKey("tags"), noKey("age"), noKey("visits"));
	}

	private static String noKey(String name) {
		return "Component '" + name + "' of Whole has no key. Name it like a ValueKey or CounterKey without "
				+ "parameters of the same cluster, for method Root.whole";
	}

	@Test
	void aComponentOfAnotherTypeIsRefused() {
		interface Root extends Cluster {

			ValueKey<List<Integer>> tags();

			@Default("0")
			ValueKey<Long> age();

			CounterKey visits();

			Values<Whole> whole();

		}
		assertProblems(Root.class,
				"Component 'tags' is of type java.util.List<java.lang.String>, but key 'root.tags' "
						+ "holds java.util.List<java.lang.Integer>. Use that type, for method Root.whole",
				"Component 'age' is of type int, but key 'root.age' holds java.lang.Long. Use that type, for method "
						+ "Root.whole");
	}

	@Test
	void aPrimitiveComponentOfAKeyThatCanBeAbsentIsRefused() {
		interface Root extends Cluster {

			ValueKey<List<String>> tags();

			ValueKey<Integer> age();

			CounterKey visits();

			Values<Whole> whole();

		}
		assertProblems(Root.class, "Component 'age' is of type int, but key 'root.age' can be absent. Use Integer, or "
				+ "give the key a @Default, for method Root.whole");
	}

	@Test
	void annotationsOfValuesAreRefused() {
		interface Root extends Cluster {

			@Default("[]")
			ValueKey<List<String>> tags();

			@Default("0")
			ValueKey<Integer> age();

			CounterKey visits();

			@Prefix("whole:{id}")
			Values<Whole> whole();

		}
		assertProblems(Root.class,
				"Annotations have no meaning for Values. Put them on the keys, for method Root.whole");
	}

}
