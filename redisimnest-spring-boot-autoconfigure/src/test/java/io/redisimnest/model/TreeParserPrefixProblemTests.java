package io.redisimnest.model;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Param;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.key;
import static io.redisimnest.model.Parsing.namespace;
import static io.redisimnest.model.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with prefixes and parameters, and how it is told.
 */
class TreeParserPrefixProblemTests {

	private static final String TYPES = "Use text, an integral number, boolean, char, an enum, UUID "
			+ "or a java.time value, or declare a KeyArgument<%s> bean";

	@Test
	void parameterThatTheMethodLacksIsRefused() {
		interface Root extends Cluster {

			@Prefix("user:{userId}")
			User user();

			interface User extends Cluster {

			}

		}
		assertProblems(Root.class, "Prefix 'user:{userId}' has no value for '{userId}'. "
				+ "Add a parameter named 'userId' to the method that opens this cluster, for method Root.user");
	}

	@Test
	void prefixOnTheInterfaceIsRefusedWhereTheMethodLacksItsParameter() {
		interface Root extends Cluster {

			User user();

			@Prefix("user:{userId}")
			interface User extends Cluster {

			}

		}
		assertProblems(Root.class, "Prefix 'user:{userId}' has no value for '{userId}'. "
				+ "Add a parameter named 'userId' to the method that opens this cluster, for method Root.user");
	}

	@Test
	void parameterThatAKeyLacksIsRefused() {
		interface Root extends Cluster {

			@Prefix("{a}:{b}")
			ValueKey<String> key(String a);

		}
		assertProblems(Root.class, "Prefix '{a}:{b}' has no value for '{b}'. "
				+ "Add a parameter named 'b' to the method that opens this key, for method Root.key");
	}

	@Test
	void parameterThatThePrefixLacksIsRefused() {
		interface Root extends Cluster {

			@Prefix("key")
			ValueKey<String> key(long id);

		}
		assertProblems(Root.class, "Parameter 'id' is not used by prefix 'key'. "
				+ "Add '{id}' to the prefix or remove the parameter, for method Root.key");
	}

	@Test
	void parametersWithoutPrefixAreRefusedWithThePrefixToWrite() {
		interface Root extends Cluster {

			ValueKey<String> key(long id, String name);

		}
		assertProblems(Root.class, "Parameters have no place in a name without @Prefix. "
				+ "Write @Prefix(\"key:{id}:{name}\"), for method Root.key");
	}

	@Test
	void misspeltParameterIsToldOnceWithTheOneThatIsMeant() {
		interface Root extends Cluster {

			@Prefix("user:{userID}")
			User user(long userId);

			interface User extends Cluster {

				long userId();

			}

		}
		assertProblems(Root.class,
				"Prefix 'user:{userID}' has no value for '{userID}'. Did you mean '{userId}'?, for method Root.user");
	}

	@Test
	void misspeltParametersAreTakenForTheMostSimilarOnes() {
		interface Root extends Cluster {

			@Prefix("{usr}:{tokn}")
			ValueKey<String> both(String token, String user);

			@Prefix("{tenant}:{tokn}")
			ValueKey<String> oneTooMany(String token);

			@Prefix("{tokn}")
			ValueKey<String> oneTooFew(String tenant, String token);

			@Prefix("{id}")
			ValueKey<String> unlike(String token);

		}
		assertProblems(Root.class,
				"Prefix '{usr}:{tokn}' has no value for '{usr}'. Did you mean '{user}'?, for method Root.both",
				"Prefix '{usr}:{tokn}' has no value for '{tokn}'. Did you mean '{token}'?, for method Root.both",
				"Prefix '{tokn}' has no value for '{tokn}'. Did you mean '{token}'?, for method Root.oneTooFew",
				"Parameter 'tenant' is not used by prefix '{tokn}'. "
						+ "Add '{tenant}' to the prefix or remove the parameter, for method Root.oneTooFew",
				"Prefix '{tenant}:{tokn}' has no value for '{tokn}'. Did you mean '{token}'?, "
						+ "for method Root.oneTooMany",
				"Prefix '{tenant}:{tokn}' has no value for '{tenant}'. "
						+ "Add a parameter named 'tenant' to the method that opens this key, for method Root.oneTooMany",
				"Prefix '{id}' has no value for '{id}'. Did you mean '{token}'?, for method Root.unlike");
	}

	@Test
	void misspeltParameterIsToldBesideAnEmptySegment() {
		interface Root extends Cluster {

			@Prefix("{tokn}:")
			ValueKey<String> key(String token);

		}
		assertProblems(Root.class,
				"Prefix '{tokn}:' has an empty segment. Put a literal or a parameter before and after each ':', "
						+ "for method Root.key",
				"Prefix '{tokn}:' has no value for '{tokn}'. Did you mean '{token}'?, for method Root.key");
	}

	@Test
	void parameterUsedTwiceIsRefused() {
		interface Root extends Cluster {

			@Prefix("{id}:{id}")
			ValueKey<String> key(long id);

		}
		assertProblems(Root.class,
				"Prefix '{id}:{id}' uses '{id}' twice. Use each parameter once, for method Root.key");
	}

	@Test
	void parameterOfAnAncestorIsRefused() {
		interface Root extends Cluster {

			@Prefix("user:{id}")
			User user(long id);

			interface User extends Cluster {

				Messages messages();

			}

			interface Messages extends Cluster {

				@Prefix("{id}")
				ValueKey<String> message(long id);

			}

		}
		assertProblems(Root.class, "Parameter 'id' is already in the prefix 'root:user:{id}:messages' above. "
				+ "Give it another name, for method Messages.message");
	}

	@Test
	void parametersOfOneNameAreRefused() {
		interface Root extends Cluster {

			@Prefix("{a}")
			ValueKey<String> key(long a, @Param("a") long b);

		}
		assertProblems(Root.class, "Two parameters are named 'a'. Give each a name of its own, for method Root.key");
	}

	@Test
	void parametersOfOtherTypesAreRefused() {
		interface Root extends Cluster {

			@Prefix("{id}")
			ValueKey<String> a(double id);

			@Prefix("{id}")
			ValueKey<String> b(List<String> id);

			@Prefix("{id}")
			ValueKey<String> c(Object id);

			@Prefix("{id}")
			ValueKey<String> d(long... id);

		}
		String rule = "Parameter 'id' of type %s cannot stand in a key. " + TYPES + ", for method Root.%s";
		assertProblems(Root.class, rule.formatted("double", "Double", "a"),
				rule.formatted("java.util.List", "List", "b"), rule.formatted("java.lang.Object", "Object", "c"),
				rule.formatted("long[]", "long[]", "d"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			"",      "Prefix '' is empty. Give it at least one character"
			":",     "Prefix ':' has an empty segment. Put a literal or a parameter before and after each ':'"
			"a:",    "Prefix 'a:' has an empty segment. Put a literal or a parameter before and after each ':'"
			":a",    "Prefix ':a' has an empty segment. Put a literal or a parameter before and after each ':'"
			"a::b",  "Prefix 'a::b' has an empty segment. Put a literal or a parameter before and after each ':'"
			"a{",    "Prefix 'a{' has a brace without its partner. Write parameters as '{name}'"
			"a}",    "Prefix 'a}' has a brace without its partner. Write parameters as '{name}'"
			"{a:b}", "Prefix '{a:b}' has a brace without its partner. Write parameters as '{name}'"
			"a b",   "Prefix 'a b' holds ' '. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"a*",    "Prefix 'a*' holds '*'. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"a?b",   "Prefix 'a?b' holds '?'. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"[a]",   "Prefix '[a]' holds '['. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"a\\",   "Prefix 'a\\' holds '\\'. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"%s",    "Prefix '%s' holds '%'. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"a'",    "Prefix 'a'' holds '''. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			""")
	void prefixThatIsNoTemplateIsRefused(String prefix, String problem) {
		assertProblems(resolving(prefix), OneKey.class, problem + ", for method OneKey.key");
	}

	@Test
	void controlCharactersAreNamed() {
		assertProblems(resolving("a\n"), OneKey.class, "Prefix 'a\n' holds 'U+000A'. "
				+ "Use letters, digits and - _ . @ + # / $ ~ , ; = !, for method OneKey.key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a-_.@+#/$~,;=!b", "\u00E9t\u00E9:\u4E2D\u6587", "007:A", "\uD835\uDFD8", "a:b:c:d" })
	void lettersDigitsAndPunctuationAreAllowed(String prefix) {
		assertThat(key(parse(resolving(prefix), OneKey.class), "oneKey.key").template())
			.hasToString("oneKey:" + prefix);
	}

	@Test
	void everyBadSegmentIsTold() {
		assertProblems(resolving("a b:c*"), OneKey.class,
				"Prefix 'a b:c*' holds ' '. Use letters, digits and - _ . @ + # / $ ~ , ; = !, for method OneKey.key",
				"Prefix 'a b:c*' holds '*'. Use letters, digits and - _ . @ + # / $ ~ , ; = !, for method OneKey.key");
	}

	@Test
	void parametersNeedASeparatorThatStandsInNoArgument() {
		interface Root extends Cluster {

			@Prefix("{a}{b}")
			ValueKey<String> a(String a, String b);

			@Prefix("{a}x{b}")
			ValueKey<String> b(String a, String b);

			@Prefix("{a}-1-{b}")
			ValueKey<String> c(String a, String b);

			@Prefix("{a}-{b}.{c}")
			ValueKey<String> d(String a, String b, String c);

		}
		assertProblems(Root.class,
				"Prefix '{a}{b}' has nothing between '{a}' and '{b}'. Put a separator such as '-' between them, "
						+ "for method Root.a",
				"Prefix '{a}x{b}' separates '{a}' and '{b}' by 'x'. "
						+ "Use a separator without letters and digits, such as '-', for method Root.b",
				"Prefix '{a}-1-{b}' separates '{a}' and '{b}' by '-1-'. "
						+ "Use a separator without letters and digits, such as '-', for method Root.c");
	}

	@Test
	void rootWithAParameterIsRefused() {
		@Prefix("root:{tenant}")
		interface Root extends Cluster {

		}
		assertProblems(Root.class,
				"Prefix 'root:{tenant}' of a root has a parameter. Move it to a nested cluster, for cluster Root");
	}

	@Test
	void rootWithAnEmptyPrefixIsRefused() {
		@Prefix("")
		interface Root extends Cluster {

		}
		assertProblems(Root.class, "Prefix '' is empty. Give it at least one character, for cluster Root");
	}

	@Test
	void rootWithAnEmptyPrefixInANamespaceIsRefused() {
		@Prefix("")
		interface Root extends Cluster {

		}
		assertProblems(namespace("prod"), Root.class,
				"Prefix '' is empty. Give it at least one character, for cluster Root");
	}

	@Test
	void prefixOfARootIsToldAsItIsDeclared() {
		@Prefix("a b")
		interface Root extends Cluster {

		}
		assertProblems(namespace("prod"), Root.class,
				"Prefix 'a b' holds ' '. Use letters, digits and - _ . @ + # / $ ~ , ; = !, for cluster Root");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			"a b", "Prefix 'a b' holds ' '. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"a:",  "Prefix 'a:' has an empty segment. Put a literal or a parameter before and after each ':'"
			"*",   "Prefix '*' holds '*'. Use letters, digits and - _ . @ + # / $ ~ , ; = !"
			"a{",  "Namespace 'a{' cannot have parameters. Write it without braces"
			"a}",  "Namespace 'a}' cannot have parameters. Write it without braces"
			"{a}", "Namespace '{a}' cannot have parameters. Write it without braces"
			""")
	void namespaceThatIsNoPrefixIsRefused(String namespace, String problem) {
		assertProblems(namespace(namespace), Plain.class, problem + ", for property redisimnest.namespace");
	}

	/**
	 * A parser that finds a prefix for the key of {@link OneKey}.
	 */
	private static TreeParser resolving(String prefix) {
		UnaryOperator<String> placeholders = (text) -> text.equals("${prefix}") ? prefix : text;
		return Trees.parser("", Map.of(), placeholders);
	}

	interface Plain extends Cluster {

	}

	interface OneKey extends Cluster {

		@Prefix("${prefix}")
		ValueKey<String> key();

	}

}
