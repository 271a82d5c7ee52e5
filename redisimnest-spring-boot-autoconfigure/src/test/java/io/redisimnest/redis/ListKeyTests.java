package io.redisimnest.redis;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.ListKey;
import io.redisimnest.redis.KindOperation.Use;
import io.redisimnest.testing.Clocks.Clock;
import io.redisimnest.testing.Clocks.Declared;
import io.redisimnest.testing.Clocks.Kinds;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisListCommands.Direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ListKeyTests extends KindTests<ListKey<String>> {

	@Override
	List<KindOperation<ListKey<String>>> operations() {
		return List.of(writes("leftPush", "LPUSH @ c", (key, other) -> key.leftPush("c")).results(1L, 3L),
				writesIf("leftPush before a pivot", "LINSERT @ BEFORE a c", (key, other) -> key.leftPush("a", "c"))
					.results(0L, 3L),
				writesIf("leftPush before a missing pivot", "LINSERT @ BEFORE x c",
						(key, other) -> key.leftPush("x", "c"))
					.idling()
					.results(0L, -1L),
				writes("leftPushAll", "LPUSH @ c d", (key, other) -> key.leftPushAll(List.of("c", "d"))).results(2L,
						4L),
				writesIf("leftPushIfPresent", "LPUSHX @ c", (key, other) -> key.leftPushIfPresent("c")).results(0L, 3L),
				writes("rightPush", "RPUSH @ c", (key, other) -> key.rightPush("c")).results(1L, 3L),
				writesIf("rightPush behind a pivot", "LINSERT @ AFTER a c", (key, other) -> key.rightPush("a", "c"))
					.results(0L, 3L),
				writesIf("rightPush behind a missing pivot", "LINSERT @ AFTER x c",
						(key, other) -> key.rightPush("x", "c"))
					.idling()
					.results(0L, -1L),
				writes("rightPushAll", "RPUSH @ c d", (key, other) -> key.rightPushAll(List.of("c", "d"))).results(2L,
						4L),
				writesIf("rightPushIfPresent", "RPUSHX @ c", (key, other) -> key.rightPushIfPresent("c")).results(0L,
						3L),
				writesIf("leftPop", "LPOP @", (key, other) -> key.leftPop()).results(null, "a"),
				writesIf("leftPop of one", "LPOP @ 1", (key, other) -> key.leftPop(1)).results(List.of(), List.of("a")),
				writesIf("leftPop of all", "LPOP @ 3", (key, other) -> key.leftPop(3)).removing()
					.results(List.of(), List.of("a", "b")),
				writesIf("rightPop", "RPOP @", (key, other) -> key.rightPop()).results(null, "b"),
				writesIf("rightPop of one", "RPOP @ 1", (key, other) -> key.rightPop(1)).results(List.of(),
						List.of("b")),
				writesIf("rightPop of all", "RPOP @ 3", (key, other) -> key.rightPop(3)).removing()
					.results(List.of(), List.of("b", "a")),
				writesIf("move", "LMOVE @ & LEFT RIGHT",
						(key, other) -> key.move(Direction.LEFT, other, Direction.RIGHT))
					.and(Use.WRITE)
					.results(null, "a"),
				reads("index", "LINDEX @ -1", (key, other) -> key.index(-1)).results(null, "b"),
				reads("range", "LRANGE @ 0 -1", (key, other) -> key.range(0, -1)).results(List.of(), List.of("a", "b")),
				reads("indexOf", "LPOS @ b", (key, other) -> key.indexOf("b")).results(null, 1L),
				reads("lastIndexOf", "LPOS @ a RANK -1", (key, other) -> key.lastIndexOf("a")).results(null, 0L),
				reads("size", "LLEN @", (key, other) -> key.size()).results(0L, 2L),
				writes("set", "LSET @ 1 c", (key, other) -> set(key, 1)).notCreating()
					.failing()
					.results("ERR no such key", null),
				does("trim", "LTRIM @ 1 -1", (key, other) -> key.trim(1, -1)).notCreating(),
				does("trim to nothing", "LTRIM @ 5 6", (key, other) -> key.trim(5, 6)).removing().notCreating(),
				writesIf("remove", "LREM @ 1 a", (key, other) -> key.remove(1, "a")).results(0L, 1L),
				writesIf("remove of a missing element", "LREM @ 0 x", (key, other) -> key.remove(0, "x")).idling()
					.results(0L, 0L));
	}

	/** What the server says against it. */
	private static @Nullable String set(ListKey<String> key, long index) {
		try {
			key.set(index, "c");
			return null;
		}
		catch (RedisSystemException ex) {
			return ex.getMessage().replaceAll(".* The server replied: ", "");
		}
	}

	@Override
	ListKey<String> key(Kinds kinds) {
		return kinds.list();
	}

	@Override
	ListKey<String> other(Kinds kinds) {
		return kinds.otherList();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.rpush(name, "a", "b");
	}

	@Test
	void elementsPushedToTheLeftComeInReverseOrder() {
		ListKey<String> key = tree().onWrite().list();
		key.leftPushAll(List.of("a", "b", "c"));
		assertThat(key.range(0, -1)).containsExactly("c", "b", "a");
		key.rightPushAll(List.of("d", "e"));
		assertThat(key.range(0, -1)).containsExactly("c", "b", "a", "d", "e");
	}

	@Test
	void elementsPushedAtAPivotAreNextToTheFirstOneEqual() {
		ListKey<String> key = abab();
		key.leftPush("b", "left");
		key.rightPush("b", "right");
		assertThat(key.range(0, -1)).containsExactly("a", "left", "b", "right", "a", "b");
	}

	@Test
	void elementsArePushedIfPresentAtTheirEnd() {
		ListKey<String> key = abab();
		key.leftPushIfPresent("left");
		key.rightPushIfPresent("right");
		assertThat(key.range(0, -1)).containsExactly("left", "a", "b", "a", "b", "right");
	}

	@Test
	void indexesAreThoseOfTheFirstOrLastElementEqual() {
		ListKey<String> key = abab();
		assertThat(key.indexOf("b")).isEqualTo(1);
		assertThat(key.lastIndexOf("b")).isEqualTo(3);
		assertThat(key.lastIndexOf("a")).isEqualTo(2);
		assertThat(key.index(2)).isEqualTo("a");
		assertThat(key.index(4)).isNull();
		assertThat(key.indexOf("x")).isNull();
		assertThat(key.lastIndexOf("x")).isNull();
	}

	@Test
	void aRemovalCountsFromEitherEnd() {
		ListKey<String> key = abab();
		assertThat(key.remove(-1, "b")).isEqualTo(1);
		assertThat(key.range(0, -1)).containsExactly("a", "b", "a");
		assertThat(key.remove(1, "a")).isEqualTo(1);
		assertThat(key.range(0, -1)).containsExactly("b", "a");
		key.rightPushAll(List.of("b", "b"));
		assertThat(key.remove(0, "b")).isEqualTo(3);
		assertThat(key.range(0, -1)).containsExactly("a");
	}

	@Test
	void aTrimKeepsTheRange() {
		ListKey<String> key = abab();
		key.trim(1, 2);
		assertThat(key.range(0, -1)).containsExactly("b", "a");
	}

	@Test
	void anElementIsReplaced() {
		ListKey<String> key = abab();
		key.set(-1, "c");
		assertThat(key.range(0, -1)).containsExactly("a", "b", "a", "c");
	}

	@Test
	void anElementThatIsNotThereIsNotReplaced() {
		ListKey<String> key = abab();
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> key.set(4, "c"))
			.withMessage("LSET of 'clocks:write:list' (clocks.onWrite.list) failed. The server replied: "
					+ "ERR index out of range");
		assertThat(Clock.of(key.name())).isEqualTo(Clock.KEPT);
	}

	@ParameterizedTest
	@EnumSource
	void theLastElementIsMovedAndBothKeysAreWritten(Declared declared) {
		Kinds kinds = declared.in(tree());
		TestRedis.commands().rpush(kinds.list().name(), "a");
		assertThat(kinds.list().move(Direction.RIGHT, kinds.otherList(), Direction.LEFT)).isEqualTo("a");
		assertThat(kinds.otherList().range(0, -1)).containsExactly("a");
		assertThat(Clock.of(kinds.list().name())).isEqualTo(Clock.MISSING);
		assertThat(Clock.of(kinds.otherList().name()))
			.isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@ParameterizedTest
	@EnumSource
	void aListIsRotatedByAMoveToItself(Declared declared) {
		ListKey<String> key = declared.in(tree()).list();
		key.rightPushAll(List.of("a", "b", "c"));
		assertThat(key.move(Direction.LEFT, key, Direction.RIGHT)).isEqualTo("a");
		assertThat(key.range(0, -1)).containsExactly("b", "c", "a");
	}

	@ParameterizedTest
	@EnumSource
	void anEmptyElementIsAnElement(Declared declared) {
		ListKey<String> key = declared.in(tree()).list();
		TestRedis.commands().rpush(key.name(), "", "a");
		TestRedis.commands().pexpire(key.name(), 50_000);
		assertThat(key.leftPop()).isEmpty();
		assertThat(Clock.of(key.name())).isEqualTo(switch (declared) {
			case ON_WRITE, ON_ACCESS -> Clock.DECLARED;
			case ON_CREATE, NONE -> Clock.KEPT;
		});
	}

	@ParameterizedTest
	@EnumSource
	void aDestinationOfAnotherRedisTypeIsAWrongKindAndNothingIsLost(Declared declared) {
		Kinds kinds = declared.in(tree());
		fill(kinds.list().name());
		TestRedis.commands().set(kinds.otherList().name(), "secret");
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> kinds.list().move(Direction.LEFT, kinds.otherList(), Direction.LEFT))
			.withMessage("Key '%1$s' (template '%1$s') is declared as ListKey, but Redis holds a string there. "
					+ "Delete the key, or give one of the two another prefix.", kinds.otherList());
		assertThat(kinds.list().size()).isEqualTo(2);
		assertThat(Clock.of(kinds.otherList().name())).isEqualTo(Clock.NONE);
	}

	@Test
	void aDestinationOfAnotherTypeOfElementsIsRefused() {
		Lists lists = Trees.create(Lists.class);
		@SuppressWarnings("unchecked")
		ListKey<String> numbers = (ListKey<String>) (ListKey<?>) lists.numbers();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> lists.texts().move(Direction.LEFT, numbers, Direction.LEFT))
			.withMessage("Keys 'lists:texts' and 'lists:numbers' cannot be used together. Use keys of the same kind, "
					+ "type of values, codec and Redis");
	}

	@ParameterizedTest
	@EnumSource
	void moreElementsThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		ListKey<String> key = declared.in(tree()).list();
		List<String> elements = IntStream.range(0, 20_000).mapToObj(String::valueOf).toList();
		assertThat(Monitor.sent(() -> assertThat(key.rightPushAll(elements)).isEqualTo(20_000))).hasSize(1);
		assertThat(key.range(0, -1)).isEqualTo(elements);
		assertThat(Monitor.sent(() -> assertThat(key.leftPushAll(elements)).isEqualTo(40_000))).hasSize(1);
		assertThat(key.leftPop(15_000)).startsWith("19999", "19998").hasSize(15_000).endsWith("5001", "5000");
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void toPushNothingIsToAskForTheLength() {
		ListKey<String> key = tree().onWrite().list();
		key.rightPush("a");
		assertThat(Monitor.sent(() -> {
			assertThat(key.leftPushAll(List.of())).isOne();
			assertThat(key.rightPushAll(List.of())).isOne();
		})).containsExactly("LLEN clocks:write:list", "LLEN clocks:write:list");
	}

	@Test
	void nullIsRefused() {
		ListKey<String> key = tree().onWrite().list();
		String message = "Element of key 'clocks:write:list' must not be null. Leave it out, or remove the one that is there";
		assertThatIllegalArgumentException().isThrownBy(() -> key.leftPush(null)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.rightPush("a", null)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.rightPushAll(Collections.singleton(null)))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.set(0, null)).withMessage(message);
	}

	@Test
	void aCountOfNothingIsRefused() {
		ListKey<String> key = tree().onWrite().list();
		assertThatIllegalArgumentException().isThrownBy(() -> key.leftPop(0))
			.withMessage("Count '0' is not positive. Use at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> key.rightPop(-1))
			.withMessage("Count '-1' is not positive. Use at least 1");
	}

	@Test
	void elementsAreStoredByTheCodec() {
		ListKey<Integer> key = numbers();
		key.rightPushAll(List.of(7, 10));
		assertThat(TestRedis.commands().lrange(key.name(), 0, -1)).containsExactly("7", "10");
		assertThat(key.range(0, -1)).containsExactly(7, 10);
		assertThat(key.indexOf(10)).isOne();
	}

	@Test
	void aForeignElementIsUnreadable() {
		ListKey<Integer> key = numbers();
		TestRedis.commands().rpush(key.name(), "1", "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> key.range(0, -1))
			.withMessageStartingWith("Value of key 'lists:numbers' (template 'lists:numbers') cannot be read as "
					+ "java.lang.Integer. Found: 6 bytes that are no such value")
			.withMessageNotContaining("secret");
	}

	private ListKey<String> abab() {
		ListKey<String> key = tree().onWrite().list();
		TestRedis.commands().rpush(key.name(), "a", "b", "a", "b");
		return key;
	}

	private static ListKey<Integer> numbers() {
		return Trees.create(Lists.class).numbers();
	}

	@Prefix("lists")
	interface Lists extends Cluster {

		ListKey<Integer> numbers();

		ListKey<String> texts();

	}

}
