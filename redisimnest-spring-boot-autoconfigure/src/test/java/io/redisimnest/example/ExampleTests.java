package io.redisimnest.example;

import java.time.Duration;
import java.util.List;

import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation says of its tree.
 */
class ExampleTests {

	private final Root root = Trees.create(Root.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void setSendsOneCommandWithTheTtlOfTheCluster() {
		assertThat(Monitor.sent(() -> this.root.user(1).age().set(30)))
			.containsExactly("SET root:user:1:age 30 PX 120000");
		assertThat(this.root.user(1).age().get()).isEqualTo(30);
	}

	@Test
	void valuesAreJsonOfTheirDeclaredType() {
		assertThat(Monitor.sent(() -> this.root.app().tokens().set(List.of("a", "b"))))
			.containsExactly("SET root:app:tokens [\"a\",\"b\"] PX 80000");
		assertThat(this.root.app().tokens().get()).containsExactly("a", "b");
	}

	@Test
	void keysTellTheirName() {
		assertThat(this.root.user(1).messages().message(9).name()).isEqualTo("root:user:1:messages:message:9");
		assertThat(this.root.projectName()).hasToString("root:project_name");
	}

	@Test
	void expireIsOneCommand() {
		this.root.app().tokens().set(List.of());
		assertThat(Monitor.sent(() -> this.root.app().tokens().expire(Duration.ofSeconds(60))))
			.containsExactly("PEXPIRE root:app:tokens 60000");
	}

	@Test
	void defaultsAnswerForMissingKeys() {
		assertThat(this.root.user(1).age().get()).isZero();
		assertThat(this.root.user(1).name().get()).isEqualTo("Unknown");
		assertThat(this.root.user(1).messages().message(1).get()).isEqualTo("Unknown Message");
		assertThat(this.root.user(1).age().find()).isEmpty();
	}

	@Test
	void behaviourLivesWithTheKeys() {
		this.root.user(1).rename("Ali");
		assertThat(this.root.user(1).name().get()).isEqualTo("Ali");
	}

	@Test
	void aSubtreeIsListedCountedAndClearedWithoutItsNeighbours() {
		this.root.user(1).age().set(30);
		this.root.user(1).messages().message(9).set("Hello");
		this.root.user(10).age().set(40);
		assertThat(this.root.user(1).subkeys()).containsExactlyInAnyOrder("root:user:1:age",
				"root:user:1:messages:message:9");
		assertThat(this.root.user(1).countKeys()).isEqualTo(2);
		assertThat(this.root.user(1).clear()).isEqualTo(2);
		assertThat(this.root.subkeys()).containsExactly("root:user:10:age");
	}

	@Test
	void describeSendsNothing() {
		assertThat(Monitor.sent(() -> assertThat(this.root.describe().clusters()).hasSize(2))).isEmpty();
	}

}
