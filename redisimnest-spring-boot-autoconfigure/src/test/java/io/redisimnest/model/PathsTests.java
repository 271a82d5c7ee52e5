package io.redisimnest.model;

import java.util.List;
import java.util.Locale;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Tree;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PathsTests {

	@Test
	void treeIsNamedAfterItsInterface() {
		assertThat(Paths.treeName(UserRoot.class)).isEqualTo("userRoot");
	}

	@Test
	void treeNameKeepsAnAbbreviation() {
		assertThat(Paths.treeName(URLCache.class)).isEqualTo("URLCache");
	}

	@Test
	void treeNameCanBeDeclared() {
		assertThat(Paths.treeName(Named.class)).isEqualTo("my-tree_1");
	}

	@Test
	void childIsBehindADot() {
		assertThat(Paths.child("root.user", "age")).isEqualTo("root.user.age");
	}

	@Test
	void nameIsTheLastPart() {
		assertThat(Paths.name("root.user.age")).isEqualTo("age");
		assertThat(Paths.name("root")).isEqualTo("root");
	}

	@Test
	void namesCompareWithoutCaseHyphenAndUnderscore() {
		assertThat(List.of("root.pendingUsers", "root.pending-users", "ROOT.PENDING_USERS", "root.pendingusers"))
			.allSatisfy((path) -> assertThat(Paths.canonical(path)).isEqualTo("root.pendingusers"));
		assertThat(Paths.canonical("root.pendingUser")).isNotEqualTo("root.pendingusers");
		assertThat(Paths.canonical("rootpendingusers")).isNotEqualTo("root.pendingusers");
	}

	@Test
	void namesCompareAlikeInAnyLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThat(Paths.canonical("ROOT.ID")).isEqualTo("root.id");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void nearestHasTheFewestEdits() {
		List<String> paths = List.of("root", "root.user", "root.user.age", "root.user.name", "root.app");
		assertThat(Paths.nearest("root.user.aeg", paths)).isEqualTo("root.user.age");
		assertThat(Paths.nearest("root.usr", paths)).isEqualTo("root.user");
		assertThat(Paths.nearest("ROOT.USER.NAMES", paths)).isEqualTo("root.user.name");
		assertThat(Paths.nearest("", paths)).isEqualTo("root");
		assertThat(Paths.nearest("root.app", paths)).isEqualTo("root.app");
	}

	@Test
	void firstOfEquallyNearOnesIsTaken() {
		assertThat(Paths.nearest("b", List.of("c", "a"))).isEqualTo("c");
	}

	@Test
	void nothingIsNearestToNothing() {
		assertThat(Paths.nearest("root", List.of())).isNull();
	}

	interface UserRoot extends Cluster {

	}

	interface URLCache extends Cluster {

	}

	@Tree("my-tree_1")
	interface Named extends Cluster {

	}

}
