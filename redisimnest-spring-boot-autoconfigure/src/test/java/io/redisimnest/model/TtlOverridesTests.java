package io.redisimnest.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.ValueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static io.redisimnest.model.Parsing.assertProblems;
import static io.redisimnest.model.Parsing.cluster;
import static io.redisimnest.model.Parsing.key;
import static io.redisimnest.model.Parsing.overriding;
import static io.redisimnest.model.Parsing.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class TtlOverridesTests {

	@Test
	void valueReplacesTheDeclaredOneAndIsInherited() {
		ClusterModel root = parse(overriding(Map.of("root.user", "5m")), Root.class);
		assertThat(cluster(root, "root.user").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(5));
		assertThat(key(root, "root.user.inherited").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(5));
		assertThat(cluster(root, "root.user.deeper").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void nearerDeclarationsStillWin() {
		ClusterModel root = parse(overriding(Map.of("root", "1h", "root.user", "5m")), Root.class);
		assertThat(key(root, "root.user.own").expiry().timeToLive()).isEqualTo(Duration.ofSeconds(10));
		assertThat(key(root, "root.top").expiry().timeToLive()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void renewalStays() {
		ClusterModel root = parse(overriding(Map.of("root.user", "5m", "root.user.own", "1s")), Root.class);
		assertThat(key(root, "root.user.inherited").expiry().renewal()).isEqualTo(Renewal.ON_ACCESS);
		assertThat(key(root, "root.user.own").expiry()).isEqualTo(new Expiry(Duration.ofSeconds(1), Renewal.ON_CREATE));
	}

	@Test
	void keyThatDeclaresNoneCanHaveOne() {
		ClusterModel root = parse(overriding(Map.of("root.top", "7")), Root.class);
		assertThat(key(root, "root.top").expiry()).isEqualTo(new Expiry(Duration.ofSeconds(7), Renewal.ON_WRITE));
	}

	@Test
	void noneEndsInheritance() {
		ClusterModel root = parse(overriding(Map.of("root.user", "NONE")), Root.class);
		assertThat(key(root, "root.user.inherited").expiry().timeToLive()).isNull();
		assertThat(key(root, "root.user.own").expiry().timeToLive()).isEqualTo(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "root.user.inherited", "ROOT.USER.INHERITED", "Root.us-er.in_herited" })
	void pathsCompareWithoutCaseHyphenAndUnderscore(String path) {
		ClusterModel root = parse(overriding(Map.of(path, "5m")), Root.class);
		assertThat(key(root, "root.user.inherited").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void otherTreesAreLeftAlone() {
		ClusterModel root = parse(overriding(Map.of("other.user", "5m")), Root.class);
		assertThat(cluster(root, "root.user").expiry().timeToLive()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void valueThatIsNoDurationIsReportedOnce() {
		assertProblems(overriding(Map.of("root.User", "5 minutes")), Root.class,
				"TTL '5 minutes' is not a duration. Use '2m', '90s' or 'PT2M', for property redisimnest.ttl.root.User");
	}

	@Test
	void valueOutOfRangeIsReported() {
		assertProblems(overriding(Map.of("root.user", "0s")), Root.class,
				"TTL '0s' is too short. Use at least one millisecond, for property redisimnest.ttl.root.user");
	}

	@Test
	void twoPropertiesForOneNodeAreRefused() {
		Map<String, String> values = new TreeMap<>(Map.of("root.user-name", "5m", "root.userName", "6m"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new TtlOverrides(values))
			.withMessage("Property redisimnest.ttl.root.userName with value '6m' is invalid: "
					+ "'redisimnest.ttl.root.user-name' names the same node. Keep one of them.");
	}

	@Test
	void unknownPathIsReportedWithTheNearestOne() {
		assertProblems(overriding(Map.of("root.usr", "5m")), Root.class,
				"Path 'root.usr' names no cluster or key. Did you mean 'root.user'?, "
						+ "for property redisimnest.ttl.root.usr");
	}

	@Test
	void unknownPathBelowAKeyIsReported() {
		assertProblems(overriding(Map.of("root.user.own.x", "5m")), Root.class,
				"Path 'root.user.own.x' names no cluster or key. Did you mean 'root.user.own'?, "
						+ "for property redisimnest.ttl.root.user.own.x");
	}

	@Test
	void pathsOfKnownTreesAreAccepted() {
		TtlOverrides overrides = new TtlOverrides(Map.of("root.user", "5m", "my_other", "1s"));
		assertThatNoException().isThrownBy(() -> overrides.checkTrees(List.of("root", "myOther")));
		assertThatNoException().isThrownBy(() -> new TtlOverrides(Map.of()).checkTrees(List.of()));
	}

	@Test
	void pathOfAnUnknownTreeIsRefusedWithTheNearestOne() {
		TtlOverrides overrides = new TtlOverrides(Map.of("rot.user", "5m"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> overrides.checkTrees(List.of("other", "root")))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("redisimnest.ttl.rot.user");
				assertThat(ex.getValue()).isEqualTo("5m");
				assertThat(ex.getReason()).isEqualTo("Path 'rot.user' belongs to no tree. Did you mean 'root.user'?");
			});
	}

	@Test
	void nameOfAnUnknownTreeIsRefusedWithTheNearestOne() {
		TtlOverrides overrides = new TtlOverrides(Map.of("rot", "5m"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> overrides.checkTrees(List.of("root")))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("Path 'rot' belongs to no tree. Did you mean 'root'?"));
	}

	@Test
	void pathWithoutAnyTreeIsRefused() {
		TtlOverrides overrides = new TtlOverrides(Map.of("root", "5m"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> overrides.checkTrees(List.of()))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(
					"Path 'root' belongs to no tree. There are no trees; use @ImportClusters or a ClusterFactory."));
	}

	@Ttl(Ttl.NONE)
	interface Root extends Cluster {

		User user();

		ValueKey<String> top();

		@Ttl(value = "2m", renew = Renewal.ON_ACCESS)
		interface User extends Cluster {

			ValueKey<String> inherited();

			@Ttl(value = "10s", renew = Renewal.ON_CREATE)
			ValueKey<String> own();

			Deeper deeper();

		}

		interface Deeper extends Cluster {

			ValueKey<String> key();

		}

	}

}
