package io.redisimnest.model;

import java.util.List;
import java.util.Optional;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Protected;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.Key;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.serializer.StringRedisSerializer;

import static io.redisimnest.model.Parsing.assertProblems;

/**
 * What is wrong with the types of keys, clusters and readers, and how it is told.
 */
class TreeParserTypeProblemTests {

	@Test
	void returnTypeThatIsNoNodeIsRefused() {
		interface Root extends Cluster {

			User user();

			interface User extends Cluster {

				String name();

			}

		}
		assertProblems(Root.class, "Return type must be a kind of Key or an interface that extends Cluster. "
				+ "Found: java.lang.String. Did you mean ValueKey<String>?, for method User.name");
	}

	@Test
	void returnTypesThatCannotBeValuesGetNoHint() {
		interface Root extends Cluster {

			void a();

			List<String> b();

			Key c();

			Cluster d();

			int e();

			byte[] f();

			Optional<String> g();

		}
		String rule = "Return type must be a kind of Key or an interface that extends Cluster. Found: ";
		assertProblems(Root.class, rule + "void, for method Root.a",
				rule + "java.util.List. Did you mean ValueKey<List<String>>?, for method Root.b",
				rule + "io.redisimnest.key.Key, for method Root.c", rule + "io.redisimnest.Cluster, for method Root.d",
				rule + "int. Did you mean ValueKey<Integer>?, for method Root.e",
				rule + "byte[]. Did you mean ValueKey<byte[]>?, for method Root.f",
				rule + "java.util.Optional. Did you mean ValueKey<Optional<String>>?, for method Root.g");
	}

	@Test
	void readerOfAnotherTypeIsRefused() {
		interface Root extends Cluster {

			@Prefix("{id}")
			User user(long id);

			interface User extends Cluster {

				int id();

			}

		}
		assertProblems(Root.class,
				"Reader 'id' returns int, but the parameter is of type long. Return that type, for method User.id");
	}

	@Test
	void readerOfAnUnknownParameterIsRefused() {
		interface Root extends Cluster {

			@Prefix("{id}")
			User user(long id);

			interface User extends Cluster {

				long userId();

			}

		}
		assertProblems(Root.class, "Return type must be a kind of Key or an interface that extends Cluster. "
				+ "Found: long. Did you mean ValueKey<Long>?, for method User.userId");
	}

	@Test
	void typeOfValuesMustBeTold() {
		@SuppressWarnings("rawtypes")
		interface Root extends Cluster {

			ValueKey raw();

			ValueKey<?> any();

			ValueKey<? extends Number> number();

		}
		String rule = "ValueKey does not tell the type of its values. Declare it, such as ValueKey<String>";
		assertProblems(Root.class, rule + ", for method Root.any", rule + ", for method Root.number",
				rule + ", for method Root.raw");
	}

	@Test
	void unboundTypeVariableOfAValueIsRefused() {
		interface Root<T> extends Cluster {

			ValueKey<List<T>> key();

		}
		assertProblems(Root.class, "Type ValueKey<List<T>> has a variable that is not bound. "
				+ "Bind it in an interface that extends Root, for method Root.key");
	}

	@Test
	@SuppressWarnings("rawtypes")
	void rawSuperInterfaceLeavesTypeVariablesUnbound() {
		interface Base<T extends Number> extends Cluster {

			ValueKey<T> key();

		}
		interface Root extends Base {

		}
		assertProblems(Root.class, "Type ValueKey<T> has a variable that is not bound. "
				+ "Bind it in an interface that extends Base, for method Base.key");
	}

	@Test
	void typeVariableOfAMethodIsRefused() {
		interface Root extends Cluster {

			<T> ValueKey<T> key();

		}
		assertProblems(Root.class, "Type ValueKey<T> has a variable that is not bound. "
				+ "Bind it in an interface that extends Root, for method Root.key");
	}

	@Test
	void unboundTypeVariableOfAClusterIsRefused() {
		interface Root<C extends Root.Nested> extends Cluster {

			C nested();

			interface Nested extends Cluster {

			}

		}
		assertProblems(Root.class, "Type C has a variable that is not bound. "
				+ "Bind it in an interface that extends Root, for method Root.nested");
	}

	@Test
	void unboundTypeVariableOfANestedClusterIsRefused() {
		interface Root extends Cluster {

			Nested<String> nested();

			interface Nested<T> extends Cluster {

				ValueKey<T> key();

			}

		}
		assertProblems(Root.class, "Type ValueKey<T> has a variable that is not bound. "
				+ "Bind it in an interface that extends Nested, for method Nested.key");
	}

	@Test
	void annotationsWithoutMeaningAreRefused() {
		interface Root extends Cluster {

			@Default("0")
			CounterKey a();

			@Codec(StringRedisSerializer.class)
			CounterKey b();

			@Protected
			ValueKey<String> c();

		}
		assertProblems(Root.class, "@Default has no meaning for a CounterKey. Use it on a ValueKey, for method Root.a",
				"@Codec has no meaning for a CounterKey. Remove it, for method Root.b",
				"A key cannot be protected. Put @Protected on a cluster, for method Root.c");
	}

}
