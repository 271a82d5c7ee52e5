package io.redisimnest.sample.documentation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaBlock}: what the other tests here would overlook, if it did.
 */
class JavaBlockTests {

	@Test
	void declarationsAreToldFromStatements() {
		JavaBlock block = JavaBlock.of("""
				@Prefix("root")
				public interface Root extends Cluster {

				    User user(long userId);
				}

				record Pair(int a, int b) { }

				root.user(1).clear();

				root.clear();
				""");
		assertThat(block.declarations()).startsWith("@Prefix(\"root\")").endsWith("record Pair(int a, int b) { }");
		assertThat(block.statements()).isEqualTo("root.user(1).clear();\n\nroot.clear();\n");
		assertThat(block.roots()).containsExactly("Root");
	}

	@Test
	void commentsWithValuesArePromises() {
		assertThat(JavaBlock.of("""
				age.get();                        // 30
				key.name();  // "root:a"
				tags.find(); // Optional.empty
				plan.matched(); // {a=1, b=2}
				""").checkedStatements()).isEqualTo("""
				assertThat(String.valueOf(age.get())).isEqualTo("30");
				assertThat(String.valueOf(key.name())).isEqualTo("root:a");
				assertThat(String.valueOf(tags.find())).isEqualTo("Optional.empty");
				assertThat(String.valueOf(plan.matched())).isEqualTo("{a=1, b=2}");
				""");
	}

	@Test
	void otherCommentsAreNoPromisesOfValues() {
		String statements = """
				long count = users.count();       // 30
				age.get();                        // how old
				batch.execute();                  // GET, and SADD with PEXPIRE, in one flush
				""";
		assertThat(JavaBlock.of(statements).checkedStatements()).isEqualTo(statements);
	}

	@Test
	void commentsWithCommandsAndKeysArePromises() {
		assertThat(JavaBlock.of("""
				age.set(30);                      // SET root:age 30 PX 120000
				stream.read(offset);              // XREAD STREAMS root:log 0
				moves.leftPop(second);            // BLPOP root:moves, on a connection of its own
				""").commands()).containsExactly("SET root:age 30 PX 120000", "XREAD STREAMS root:log 0",
				"BLPOP root:moves");
	}

	@Test
	void otherCommentsAreNoPromisesOfCommands() {
		assertThat(JavaBlock.of("""
				tags.add("new");                  // SADD and PEXPIRE in one script
				root.subkeys();                   // SCAN: every key, never one of another
				root.countKeys();                 // SCAN ... MATCH root:*
				age.get();                        // how old
				""").commands()).isEmpty();
	}

}
