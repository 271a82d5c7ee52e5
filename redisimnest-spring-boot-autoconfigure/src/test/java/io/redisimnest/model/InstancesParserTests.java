package io.redisimnest.model;

import io.redisimnest.Cluster;
import io.redisimnest.Instances;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.cluster;
import static io.redisimnest.model.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;

class InstancesParserTests {

	@Test
	void instancesAreThoseOfTheClusterThatHasTheirType() throws Exception {
		interface Root extends Cluster {

			User user(long id);

			@Prefix("other:{id}")
			Other other(long id);

			Instances<User> users();

		}
		ClusterModel root = parse(Root.class);
		assertThat(root.instances()).singleElement().satisfies((instances) -> {
			assertThat(instances.cluster()).isSameAs(cluster(root, "root.user"));
			assertThat(instances.methods()).containsExactly(Root.class.getMethod("users"));
		});
		assertThat(root.children()).hasSize(2);
	}

	@Test
	void anInstanceBesideAnAccessorWithoutParametersIsFound() {
		interface Root extends Cluster {

			@Prefix("me")
			User me();

			User user(long id);

			Instances<User> users();

		}
		assertThat(parse(Root.class).instances()).singleElement()
			.satisfies((instances) -> assertThat(instances.cluster().path()).isEqualTo("root.user"));
	}

	@Test
	void boundTypeVariablesAreResolved() {
		interface Base<C extends Cluster> extends Cluster {

			@Prefix("of:{id}")
			C of(long id);

			Instances<C> all();

		}
		interface Root extends Base<Other> {

		}
		assertThat(parse(Root.class).instances()).singleElement()
			.satisfies((instances) -> assertThat(instances.cluster().type()).isEqualTo(Other.class));
	}

	@Test
	void anOverriddenAccessorMayReturnMoreThanItsInstancesTell() {
		interface Base extends Cluster {

			User user(long id);

			Instances<User> users();

		}
		interface Root extends Base {

			@Override
			Special user(long id);

		}
		assertThat(parse(Root.class).instances()).singleElement()
			.satisfies((instances) -> assertThat(instances.cluster().type()).isEqualTo(Special.class));
	}

	@Test
	void theTypeItselfIsPreferredToOneThatExtendsIt() {
		interface Root extends Cluster {

			User user(long id);

			@Prefix("special:{id}")
			Special special(long id);

			Instances<User> users();

			Instances<Special> specials();

		}
		assertThat(parse(Root.class).instances().stream().map((instances) -> instances.cluster().path()))
			.containsExactly("root.special", "root.user");
	}

	@Test
	void instancesNeedTheTypeOfTheirClusters() {
		interface Root extends Cluster {

			User user(long id);

			@SuppressWarnings("rawtypes")
			Instances raw();

			Instances<?> any();

			Instances<? extends User> some();

		}
		String message = "Instances does not tell the type of its clusters. Declare it, such as Instances<User>, "
				+ "for method Root.";
		assertProblems(Root.class, message + "any", message + "raw", message + "some");
	}

	@Test
	void unboundTypeVariablesAreRefused() {
		interface Root<C extends Cluster> extends Cluster {

			Instances<C> all();

		}
		assertProblems(Root.class, "Type Instances<C> has a variable that is not bound. Bind it in an interface that "
				+ "extends Root, for method Root.all");
	}

	@Test
	void instancesHaveNoParameters() {
		interface Root extends Cluster {

			User user(long id);

			Instances<User> users(long id);

		}
		assertProblems(Root.class, "Instances have no parameters. Remove them, for method Root.users");
	}

	@Test
	void annotationsOfInstancesAreRefused() {
		interface Root extends Cluster {

			User user(long id);

			@Ttl("5s")
			Instances<User> users();

		}
		assertProblems(Root.class,
				"Annotations have no meaning for Instances. Put them on the cluster, for method Root.users");
	}

	@Test
	void instancesWithoutAnAccessorAreRefused() {
		interface Root extends Cluster {

			Nested nested();

			Instances<User> users();

			interface Nested extends Cluster {

				User user(long id);

			}

		}
		assertProblems(Root.class, "Instances<User> has no accessor that opens one. Add it to the same interface, "
				+ "such as '@Prefix(\"user:{id}\") User user(long id)', for method Root.users");
	}

	@Test
	void instancesOfAClusterWithoutParametersAreRefused() {
		interface Root extends Cluster {

			@Prefix("tenant:{id}")
			Tenant tenant(long id);

			interface Tenant extends Cluster {

				Other other();

				Instances<Other> others();

			}

		}
		assertProblems(Root.class, "Cluster 'root.tenant.other' has no parameters of its own, so it has one instance. "
				+ "Use that, for method Tenant.others");
	}

	@Test
	void ambiguousInstancesAreRefused() {
		interface Root extends Cluster {

			User user(long id);

			@Prefix("admin:{id}")
			User admin(long id);

			Instances<User> users();

		}
		assertProblems(Root.class,
				"Instances<User> is ambiguous, for 'root.admin' and 'root.user' open one. Let each of them return an "
						+ "interface of its own that extends User, for method Root.users");
	}

	@Test
	void clustersWithInstancesCanBeInjected() {
		interface Root extends Cluster {

			Other other();

			User user(long id);

			Instances<User> users();

		}
		assertThat(InjectableClusters.of(Root.class)).containsOnlyKeys("root", "root.other");
	}

	@Prefix("user:{id}")
	interface User extends Cluster {

		ValueKey<String> name();

	}

	interface Special extends User {

		ValueKey<String> special();

	}

	interface Other extends Cluster {

	}

}
