package io.redisimnest.keyspace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ValueKey;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subtree is what belongs to its arguments, and nothing else.
 */
class SubtreeBoundaryTests {

	private static final String[] PIECES = { "1", "0", "10", "1:x", ":", "*", "?", "[1]", "[", "]", "\\", "%", "%3A",
			"{", "}", "^", "-", "a", "A", "ä", "😀", " ", "\n", "\0", "item", "age", "/", "'", "\"" };

	private final Accounts tree = Trees.create(Accounts.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void whicheverTwoArgumentsDifferClearingOneNeverTouchesTheOther() {
		Random random = new Random(7);
		for (int i = 0; i < 3000; i++) {
			String first = text(random);
			String second = related(random, first);
			if (first.equals(second)) {
				continue;
			}
			this.tree.user(first).age().set("a");
			this.tree.user(second).age().set("b");
			this.tree.user(second).item(first).set("c");
			assertThat(this.tree.user(first).clear()).as("'%s' beside '%s'", first, second).isOne();
			assertThat(this.tree.user(second).countKeys()).as("'%s' beside '%s'", second, first).isEqualTo(2);
			assertThat(this.tree.user(second).clear()).isEqualTo(2);
		}
		assertThat(TestRedis.commands().dbsize()).isZero();
	}

	@Test
	void amongManyUsersEachSeesItsOwnKeysAlone() {
		Random random = new Random(8);
		Set<String> users = new LinkedHashSet<>(List.of("1", "10", "11", "1:x", "*", "?", "[1]", "\\", "1*", "1?"));
		while (users.size() < 300) {
			users.add(text(random));
		}
		for (String user : users) {
			this.tree.user(user).age().set("a");
			this.tree.user(user).item("x").set("b");
		}
		int left = 2 * users.size();
		for (String user : users) {
			assertThat(this.tree.user(user).subkeys()).containsExactlyInAnyOrder(this.tree.user(user).age().name(),
					this.tree.user(user).item("x").name());
			assertThat(this.tree.user(user).clear()).isEqualTo(2);
			left -= 2;
			assertThat(TestRedis.commands().dbsize()).isEqualTo(left);
		}
	}

	@Test
	void keysOfOthersThatLookLikePatternsAreLeftAlone() {
		List<String> foreign = List.of("accounts:user:1", "accounts:user:1*:age", "accounts:user:*:age",
				"accounts:user:?:age", "accounts:user:[1]:age", "accounts:user:\\1:age", "accounts:user:1x:age",
				"accounts:user:10:age", "accounts:user::age", "accounts:user", "accounts:user:1;age",
				"xaccounts:user:1:age", "ACCOUNTS:USER:1:AGE", "*", "accounts:*");
		foreign.forEach((key) -> TestRedis.commands().set(key, ""));
		this.tree.user("1").age().set("a");
		assertThat(this.tree.user("1").clear()).isOne();
		for (String user : List.of("*", "?", "[1]", "\\1", "1*")) {
			assertThat(this.tree.user(user).countKeys()).isZero();
			assertThat(this.tree.user(user).clear()).isZero();
		}
		assertThat(TestRedis.commands().dbsize()).isEqualTo(foreign.size());
	}

	@Test
	void aKeyAtThePrefixItselfIsNotBelowIt() {
		TestRedis.commands().set("accounts", "");
		TestRedis.commands().set("accounts:", "");
		TestRedis.commands().set("accounts:x", "");
		assertThat(this.tree.subkeys()).containsExactlyInAnyOrder("accounts:", "accounts:x");
		assertThat(this.tree.clear()).isEqualTo(2);
		assertThat(TestRedis.commands().exists("accounts")).isOne();
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			text.append(PIECES[random.nextInt(PIECES.length)]);
		}
		return text.toString();
	}

	/** A text that is easily taken for the other one. */
	private static String related(Random random, String text) {
		String piece = PIECES[random.nextInt(PIECES.length)];
		int position = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
		int end = text.offsetByCodePoints(position, 1);
		return switch (random.nextInt(5)) {
			case 0 -> text + piece;
			case 1 -> piece + text;
			case 2 -> text.substring(0, position) + piece + text.substring(end);
			case 3 -> text.substring(0, position) + piece + text.substring(position);
			default -> text(random);
		};
	}

	@Prefix("accounts")
	interface Accounts extends Cluster {

		@Prefix("user:{id}")
		User user(String id);

	}

	interface User extends Cluster {

		ValueKey<String> age();

		@Prefix("item:{item}")
		ValueKey<String> item(String item);

	}

}
