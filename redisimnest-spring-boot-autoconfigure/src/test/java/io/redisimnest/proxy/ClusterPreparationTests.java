package io.redisimnest.proxy;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Default;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.CounterKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.GenericToStringSerializer;
import org.springframework.data.redis.serializer.StringRedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What would fail when a cluster or key is used, and is told when its tree is created.
 * The connection factory is never started: creating a tree opens no connection.
 */
class ClusterPreparationTests {

	private static final String NAME = ClusterPreparationTests.class.getName();

	@Test
	void treeIsCreatedWithoutAConnection() {
		interface Root extends Cluster {

			@Default("[1]")
			ValueKey<List<Integer>> key();

		}
		assertThat(create(Root.class).key().name()).isEqualTo("root:key");
	}

	@Test
	void publicInterfaceWithAClusterThatIsNotPublicIsRefused() {
		assertProblems(PublicRoot.class, "Return type HiddenCluster is not public, but PublicRoot is. "
				+ "Make HiddenCluster public; an interface nested in another one always is, for method PublicRoot.hidden");
	}

	@Test
	void publicInterfaceWithADefaultMethodOfATypeThatIsNotPublicIsRefused() {
		assertProblems(PublicBody.class, "Return type HiddenType is not public, but PublicBody is. "
				+ "Make HiddenType public; an interface nested in another one always is, for method PublicBody.type");
	}

	@Test
	void publicInterfaceMayTakeParametersThatAreNotPublic() {
		PublicParameters root = create(PublicParameters.class);
		assertThat(root.key(HiddenType.A).name()).isEqualTo("publicParameters:A");
	}

	@Test
	void publicInterfaceMayInheritFromOneThatIsNotPublic() {
		PublicChild root = create(PublicChild.class);
		assertThat(root.key().name()).isEqualTo("publicChild:key");
		assertThat(root.keyName()).isEqualTo("publicChild:key");
	}

	@Test
	void interfaceWithTypeVariablesGivesTheBoundCluster() {
		BoundRoot root = create(BoundRoot.class);
		assertThat(root.nested(1).special().name()).isEqualTo("boundRoot:1:special");
		assertThat(root.nested(1).id()).isEqualTo(1);
	}

	@Test
	void sealedRootIsRefused() {
		assertProblems(SealedRoot.class, NAME + "$SealedRoot cannot be implemented at run time: " + NAME
				+ "$SealedRoot is a sealed interface. Declare it as a plain interface, for cluster SealedRoot");
	}

	@Test
	void sealedClusterIsRefused() {
		interface Root extends Cluster {

			SealedRoot nested();

		}
		assertProblems(Root.class, NAME + "$SealedRoot cannot be implemented at run time: " + NAME
				+ "$SealedRoot is a sealed interface. Declare it as a plain interface, for cluster SealedRoot");
	}

	@Test
	void codecOfAnotherTypeIsRefused() {
		interface Root extends Cluster {

			@Codec(StringRedisSerializer.class)
			ValueKey<Integer> key();

			@Codec(StringRedisSerializer.class)
			Nested nested();

			interface Nested extends Cluster {

				ValueKey<String> fits();

				ValueKey<List<String>> key();

				CounterKey counter();

			}

		}
		String rule = "Codec org.springframework.data.redis.serializer.StringRedisSerializer does not serialize %s. "
				+ "Choose another one, or change the type of the key, for method %s";
		assertProblems(Root.class, rule.formatted("java.lang.Integer", "Root.key"),
				rule.formatted("java.util.List<java.lang.String>", "Nested.key"));
	}

	@Test
	void codecThatCannotBeCreatedIsRefused() {
		interface Root extends Cluster {

			@Codec(NoConstructor.class)
			ValueKey<String> key();

		}
		assertProblems(Root.class,
				"Codec %s$NoConstructor cannot be created: ".formatted(NAME)
						+ "Failed to instantiate [%s$NoConstructor]: No default constructor found. ".formatted(NAME)
						+ "Give it a constructor without parameters or declare it as a bean, for method Root.key");
	}

	static <T extends Cluster> T create(Class<T> root) {
		return Trees.create(root, new LettuceConnectionFactory());
	}

	static void assertProblems(Class<? extends Cluster> root, String... problems) {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> create(root))
			.satisfies((ex) -> assertThat(ex.getProblems()).containsExactly(problems));
	}

	public interface PublicRoot extends Cluster {

		HiddenCluster hidden();

		ValueKey<String> key();

	}

	public interface PublicBody extends Cluster {

		default HiddenType type() {
			return HiddenType.A;
		}

	}

	interface HiddenCluster extends Cluster {

	}

	enum HiddenType {

		A

	}

	public interface PublicParameters extends Cluster {

		@Prefix("{type}")
		ValueKey<HiddenType> key(HiddenType type);

	}

	interface HiddenBase extends Cluster {

		ValueKey<String> key();

		default String keyName() {
			return key().name();
		}

	}

	public interface PublicChild extends HiddenBase {

	}

	interface GenericRoot<I, C extends BoundNested<I>> extends Cluster {

		@Prefix("{id}")
		C nested(I id);

	}

	interface BoundNested<I> extends Cluster {

		I id();

	}

	interface SpecialNested extends BoundNested<Integer> {

		ValueKey<String> special();

	}

	interface BoundRoot extends GenericRoot<Integer, SpecialNested> {

	}

	sealed interface SealedRoot extends Cluster permits Permitted {

	}

	non-sealed interface Permitted extends SealedRoot {

	}

	static class NoConstructor extends GenericToStringSerializer<String> {

		NoConstructor(Class<String> type) {
			super(type);
		}

	}

}
