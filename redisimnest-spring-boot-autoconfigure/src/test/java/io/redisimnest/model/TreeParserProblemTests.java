package io.redisimnest.model;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Tree;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.LockKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.overriding;

/**
 * What is wrong with names, times-to-live and roots, and how it is told.
 */
class TreeParserProblemTests {

	@Test
	void clusterThatReachesItselfIsRefused() {
		interface Root extends Cluster {

			User user();

			interface User extends Cluster {

				ValueKey<String> name();

				Friends friends();

			}

			interface Friends extends Cluster {

				User friend();

			}

		}
		assertProblems(Root.class,
				"Cluster 'User' reaches itself. Remove the way back, for a tree must end, for method Friends.friend");
	}

	@Test
	void clusterThatReachesItselfThroughASubtypeIsRefused() {
		interface Root extends Cluster {

			Node node();

			interface Node extends Cluster {

				Leaf leaf();

			}

			interface Leaf extends Node {

			}

		}
		assertProblems(Root.class,
				"Cluster 'Leaf' reaches itself. Remove the way back, for a tree must end, for method Node.leaf");
	}

	@Test
	void overloadedAccessorsAreRefused() {
		interface Root extends Cluster {

			ValueKey<String> user();

			@Prefix("user:{id}")
			ValueKey<String> user(long id);

		}
		assertProblems(Root.class, "'user' is declared more than once with different parameters. "
				+ "Names are paths, so give each method a name of its own, for method Root.user");
	}

	@Test
	void namesThatAreEqualForConfigurationAreRefused() {
		interface Root extends Cluster {

			ValueKey<String> userName();

			ValueKey<String> user_name();

		}
		assertProblems(Root.class, "Accessors 'userName' and 'user_name' are the same name for configuration. "
				+ "Rename one, for method Root.user_name");
	}

	@Test
	void namesOfClusterAreRefused() {
		interface Root extends Cluster {

			ValueKey<String> batch(String what);

			ValueKey<String> clear(String what);

			default String describe(int depth) {
				return "";
			}

			@Override
			default String prefix() {
				return "mine";
			}

			CounterKey subtree(String what);

			CounterKey transaction(String what);

		}
		assertProblems(Root.class, own("batch"), own("clear"), own("describe"), own("prefix"), own("subtree"),
				own("transaction"));
	}

	private static String own(String name) {
		return "'%s' is a name of Cluster's own. Use another name, for method Root.%s".formatted(name, name);
	}

	@Test
	void ttlThatIsNoDurationIsRefused() {
		interface Root extends Cluster {

			User user();

			@Ttl("2 minutes")
			interface User extends Cluster {

				@Ttl("")
				ValueKey<String> empty();

				@Ttl("99999999999999999999s")
				ValueKey<String> huge();

			}

		}
		assertProblems(Root.class, "TTL '2 minutes' is not a duration. Use '2m', '90s' or 'PT2M', for cluster User",
				"TTL '' is not a duration. Use '2m', '90s' or 'PT2M', for method User.empty",
				"TTL '99999999999999999999s' is not a duration. Use '2m', '90s' or 'PT2M', for method User.huge");
	}

	@Test
	void ttlThatIsNoDurationIsToldWhereItStands() {
		interface Root extends Cluster {

			@Ttl("soon")
			User user();

			@Ttl("2m")
			interface User extends Cluster {

			}

		}
		assertProblems(Root.class, "TTL 'soon' is not a duration. Use '2m', '90s' or 'PT2M', for method Root.user");
	}

	@Test
	void ttlOutOfRangeIsRefused() {
		interface Root extends Cluster {

			@Ttl("0")
			ValueKey<String> a();

			@Ttl("999999ns")
			ValueKey<String> b();

			@Ttl("-5s")
			ValueKey<String> c();

			@Ttl("99999999999d")
			ValueKey<String> d();

		}
		assertProblems(Root.class, "TTL '0' is too short. Use at least one millisecond, for method Root.a",
				"TTL '999999ns' is too short. Use at least one millisecond, for method Root.b",
				"TTL '-5s' is too short. Use at least one millisecond, for method Root.c",
				"TTL '99999999999d' is too long. Use 'none' to keep keys for ever, for method Root.d");
	}

	@Test
	void rootMustBeAnInterface() {
		assertProblems(NoInterface.class, NoInterface.class.getName()
				+ " is not an interface that extends Cluster. Declare the root as one, for cluster NoInterface");
		assertProblems(Cluster.class, "io.redisimnest.Cluster is not an interface that extends Cluster. "
				+ "Declare the root as one, for cluster Cluster");
	}

	@Test
	void nameOfATreeMustBeAName() {
		@Tree("my.tree")
		@Prefix("tree")
		interface Root extends Cluster {

		}
		@Tree("")
		@Prefix("tree")
		interface Empty extends Cluster {

		}
		assertProblems(Root.class,
				"Tree name 'my.tree' is not a name. Use letters, digits, '-' and '_', for cluster Root");
		assertProblems(Empty.class, "Tree name '' is not a name. Use letters, digits, '-' and '_', for cluster Empty");
	}

	@Test
	void placeholderWithoutAValueIsRefused() {
		@Prefix("${a}")
		interface Root extends Cluster {

			@Prefix("${b}")
			@Ttl("${c}")
			ValueKey<String> key();

		}
		UnaryOperator<String> nothing = (text) -> {
			throw new IllegalArgumentException("Could not resolve it");
		};
		String rule = "'%s' has a placeholder without a value. Set the property, "
				+ "or give a default as in '${name:default}'";
		assertProblems(Trees.parser("", Map.of(), nothing), Root.class, rule.formatted("${a}") + ", for cluster Root",
				rule.formatted("${b}") + ", for method Root.key", rule.formatted("${c}") + ", for method Root.key");
	}

	@Test
	void allProblemsAreToldAtOnce() {
		@Ttl("soon")
		interface Root extends Cluster {

			String name();

			@Prefix("user:{id}")
			User user();

			@Prefix("")
			ValueKey<String> empty();

			interface User extends Cluster {

				@Default("0")
				CounterKey visits();

			}

		}
		assertProblems(overriding(Map.of("root.usr", "1s")), Root.class,
				"TTL 'soon' is not a duration. Use '2m', '90s' or 'PT2M', for cluster Root",
				"Prefix '' is empty. Give it at least one character, for method Root.empty",
				"Return type must be a kind of Key or an interface that extends Cluster. Found: java.lang.String. "
						+ "Did you mean ValueKey<String>?, for method Root.name",
				"Prefix 'user:{id}' has no value for '{id}'. "
						+ "Add a parameter named 'id' to the method that opens this cluster, for method Root.user",
				"@Default has no meaning for a CounterKey. Use it on a ValueKey, for method User.visits",
				"Path 'root.usr' names no cluster or key. Did you mean 'root.user'?, "
						+ "for property redisimnest.ttl.root.usr");
	}

	@Test
	void problemOfAnInterfaceInSeveralPlacesIsToldOnce() {
		interface Root extends Cluster {

			Nested a();

			Nested b();

			interface Nested extends Cluster {

				String name();

				@Prefix("{ids}")
				ValueKey<String> of(List<String> ids);

			}

		}
		assertProblems(Root.class,
				"Return type must be a kind of Key or an interface that extends Cluster. Found: java.lang.String. "
						+ "Did you mean ValueKey<String>?, for method Nested.name",
				"Parameter 'ids' of type java.util.List cannot stand in a key. Use text, an integral number, boolean, "
						+ "char, an enum, UUID or a java.time value, or declare a KeyArgument<List> bean, "
						+ "for method Nested.of");
	}

	abstract static class NoInterface implements Cluster {

	}

	@Test
	void locksWithoutATtlAreRefused() {
		@Ttl("1m")
		interface Root extends Cluster {

			LockKey inherited();

			@Ttl(Ttl.NONE)
			LockKey job();

			@Ttl("soon")
			LockKey broken();

			Timeless timeless();

			@Ttl(Ttl.NONE)
			interface Timeless extends Cluster {

				@Ttl("1s")
				LockKey own();

				@Prefix("{id}")
				LockKey each(int id);

			}

		}
		assertProblems(Root.class, "TTL 'soon' is not a duration. Use '2m', '90s' or 'PT2M', for method Root.broken",
				"LockKey 'root.job' has no time-to-live, so a holder that crashes would keep it for ever. "
						+ "Declare @Ttl on it, for method Root.job",
				"LockKey 'root.timeless.each' has no time-to-live, so a holder that crashes would keep it for ever. "
						+ "Declare @Ttl on it, for method Timeless.each");
	}

	@Test
	void locksWithoutATtlByConfigurationAreRefused() {
		interface Root extends Cluster {

			@Ttl("1m")
			LockKey job();

		}
		assertProblems(overriding(Map.of("root.job", "none")), Root.class,
				"LockKey 'root.job' has no time-to-live, so a holder that crashes would keep it for ever. "
						+ "Declare @Ttl on it, for method Root.job");
	}

}
