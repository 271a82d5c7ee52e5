package io.redisimnest.redis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lettuce.core.api.sync.RedisCommands;
import io.redisimnest.Cluster;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.SetKey;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SetKeyTests extends KindTests<SetKey<String>> {

	@Override
	List<KindOperation<SetKey<String>>> operations() {
		return List.of(writes("add", "SADD @ b", (key, other) -> key.add("b")).results(true, true),
				writes("add of a member", "SADD @ a", (key, other) -> key.add("a")).results(true, false),
				writes("addAll", "SADD @ a b", (key, other) -> key.addAll(List.of("a", "b"))).results(2L, 1L),
				writesIf("remove", "SREM @ a", (key, other) -> key.remove("a")).removing().results(false, true),
				writesIf("remove of a missing member", "SREM @ x", (key, other) -> key.remove("x")).idling()
					.results(false, false),
				writesIf("removeAll", "SREM @ a x", (key, other) -> key.removeAll(List.of("a", "x"))).removing()
					.results(0L, 1L),
				writesIf("pop", "SPOP @", (key, other) -> key.pop()).removing().results(null, "a"),
				writesIf("pop of several", "SPOP @ 3", (key, other) -> key.pop(3)).removing()
					.results(Set.of(), Set.of("a")),
				writesIf("move", "SMOVE @ & a", (key, other) -> key.move("a", other)).and(Use.WRITE)
					.removing()
					.results(false, true),
				writesIf("move of a missing member", "SMOVE @ & x", (key, other) -> key.move("x", other)).and(Use.WRITE)
					.idling()
					.results(false, false),
				reads("members", "SMEMBERS @", (key, other) -> key.members()).results(Set.of(), Set.of("a")),
				reads("size", "SCARD @", (key, other) -> key.size()).results(0L, 1L),
				reads("isMember", "SISMEMBER @ a", (key, other) -> key.isMember("a")).results(false, true),
				reads("isMember of several", "SMISMEMBER @ a x", (key, other) -> key.isMember(List.of("a", "x")))
					.results(Map.of("a", false, "x", false), Map.of("a", true, "x", false)),
				reads("randomMember", "SRANDMEMBER @", (key, other) -> key.randomMember()).results(null, "a"),
				reads("randomMembers", "SRANDMEMBER @ -3", (key, other) -> key.randomMembers(3)).results(List.of(),
						List.of("a", "a", "a")),
				reads("distinctRandomMembers", "SRANDMEMBER @ 3", (key, other) -> key.distinctRandomMembers(3))
					.results(Set.of(), Set.of("a")),
				reads("union", "SUNION @ &", (key, other) -> key.union(List.of(other))).and(Use.READ)
					.results(Set.of(), Set.of("a")),
				stores("unionAndStore", "SUNIONSTORE & @", (key, other) -> key.unionAndStore(List.of(), other)),
				reads("intersect", "SINTER @ &", (key, other) -> key.intersect(List.of(other))).and(Use.READ)
					.results(Set.of(), Set.of("a")),
				stores("intersectAndStore", "SINTERSTORE & @", (key, other) -> key.intersectAndStore(List.of(), other)),
				reads("intersectSize", "SINTERCARD 2 @ &", (key, other) -> key.intersectSize(List.of(other)))
					.and(Use.READ)
					.results(0L, 1L),
				reads("difference", "SDIFF @ &", (key, other) -> key.difference(List.of(other))).and(Use.READ)
					.results(Set.of(), Set.of()),
				stores("differenceAndStore", "SDIFFSTORE & @",
						(key, other) -> key.differenceAndStore(List.of(), other)));
	}

	private KindOperation<SetKey<String>> stores(String name, String command,
			BiFunction<SetKey<String>, SetKey<String>, @Nullable Object> call) {
		return reads(name, command, call).and(Use.REPLACE).notCreating().results(0L, 1L);
	}

	@Override
	List<String> conversations() {
		return List.of("scan");
	}

	@Override
	SetKey<String> key(Kinds kinds) {
		return kinds.set();
	}

	@Override
	SetKey<String> other(Kinds kinds) {
		return kinds.otherSet();
	}

	@Override
	void fill(RedisCommands<String, String> redis, String name) {
		redis.sadd(name, "a");
	}

	@Test
	void setsAreCombined() {
		for (Group group : groups()) {
			List<SetKey<String>> others = List.of(group.of(2), group.of(3));
			assertThat(group.of(1).union(others)).containsExactlyInAnyOrder("a", "b", "c", "d");
			assertThat(group.of(1).intersect(others)).containsExactly("b");
			assertThat(group.of(1).intersectSize(others)).isOne();
			assertThat(group.of(1).difference(others)).containsExactly("a");
		}
	}

	@Test
	void setsAreCombinedAndStored() {
		for (Group group : groups()) {
			List<SetKey<String>> others = List.of(group.of(2), group.of(3));
			assertThat(group.of(1).unionAndStore(others, group.of(4))).isEqualTo(4);
			assertThat(group.of(4).members()).containsExactlyInAnyOrder("a", "b", "c", "d");
			assertThat(group.of(1).intersectAndStore(others, group.of(4))).isOne();
			assertThat(group.of(4).members()).containsExactly("b");
			assertThat(group.of(1).differenceAndStore(others, group.of(4))).isOne();
			assertThat(group.of(4).members()).containsExactly("a");
		}
	}

	@Test
	void allSourcesAreRead() {
		Group group = groups().get(1);
		TestRedis.commands().persist(group.of(1).name());
		group.of(1).union(List.of(group.of(2), group.of(3)));
		for (int id = 1; id <= 3; id++) {
			assertThat(Clock.of(group.of(id).name())).isEqualTo(Clock.DECLARED);
		}
		TestRedis.commands().pexpire(group.of(3).name(), 50_000);
		group.of(1).differenceAndStore(List.of(group.of(2), group.of(3)), group.of(4));
		for (int id = 1; id <= 4; id++) {
			assertThat(Clock.of(group.of(id).name())).isEqualTo(Clock.DECLARED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aDestinationIsDeletedIfThereIsNothingToStore(Declared declared) {
		Kinds kinds = declared.in(tree());
		fill(kinds.set().name());
		fill(kinds.otherSet().name());
		assertThat(kinds.set().differenceAndStore(List.of(kinds.otherSet()), kinds.otherSet())).isZero();
		assertThat(kinds.otherSet().exists()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void aDestinationMayBeASourceToo(Declared declared) {
		Kinds kinds = declared.in(tree());
		kinds.set().addAll(List.of("a", "b"));
		kinds.otherSet().addAll(List.of("b", "c"));
		TestRedis.commands().pexpire(kinds.otherSet().name(), 50_000);
		assertThat(kinds.set().unionAndStore(List.of(kinds.otherSet()), kinds.otherSet())).isEqualTo(3);
		assertThat(kinds.otherSet().members()).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(Clock.of(kinds.otherSet().name()))
			.isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void aDestinationOfAnotherRedisTypeIsReplaced() {
		Kinds kinds = tree().onWrite();
		fill(kinds.set().name());
		TestRedis.commands().set(kinds.otherSet().name(), "a");
		assertThat(kinds.set().unionAndStore(List.of(), kinds.otherSet())).isOne();
		assertThat(Clock.of(kinds.otherSet().name())).isEqualTo(Clock.DECLARED);
	}

	@ParameterizedTest
	@EnumSource
	void theSourceThatIsAWrongKindIsNamedWhateverTheDestinationHolds(Declared declared) {
		Kinds kinds = declared.in(tree());
		TestRedis.commands().set(kinds.set().name(), "secret");
		TestRedis.commands().set(kinds.otherSet().name(), "a");
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> kinds.set().unionAndStore(List.of(), kinds.otherSet()))
			.withMessage("Key '%1$s' (template '%1$s') is declared as SetKey, but Redis holds a string there. "
					+ "Delete the key, or give one of the two another prefix.", kinds.set());
		assertThat(kinds.otherSet().exists()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void theOneOfSeveralKeysThatIsAWrongKindIsNamed(Declared declared) {
		Kinds kinds = declared.in(tree());
		fill(kinds.set().name());
		TestRedis.commands().set(kinds.otherSet().name(), "secret");
		assertThatExceptionOfType(WrongKindException.class).isThrownBy(() -> kinds.set().move("a", kinds.otherSet()))
			.withMessage("Key '%1$s' (template '%1$s') is declared as SetKey, but Redis holds a string there. "
					+ "Delete the key, or give one of the two another prefix.", kinds.otherSet());
		assertThat(kinds.set().isMember("a")).isTrue();
		assertThat(Clock.of(kinds.otherSet().name())).isEqualTo(Clock.NONE);
	}

	@Test
	void aKeyOfAnotherTypeOfMembersIsRefused() {
		Tags tags = Trees.create(Tags.class);
		SetKey<String> key = tags.bare().of(1);
		@SuppressWarnings("unchecked")
		SetKey<String> numbers = (SetKey<String>) (SetKey<?>) tags.numbers();
		String message = "Keys 'tags:bare:of:1' and 'tags:numbers' cannot be used together. Use keys of the same "
				+ "kind, type of values, codec and Redis";
		assertThatIllegalArgumentException().isThrownBy(() -> key.union(List.of(numbers))).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.unionAndStore(List.of(), numbers))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.intersectSize(List.of(numbers))).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.move("a", numbers)).withMessage(message);
	}

	@Test
	void aMemberIsMoved() {
		Kinds kinds = tree().onWrite();
		kinds.set().addAll(List.of("a", "b"));
		assertThat(kinds.set().move("a", kinds.otherSet())).isTrue();
		assertThat(kinds.set().members()).containsExactly("b");
		assertThat(kinds.otherSet().members()).containsExactly("a");
	}

	@Test
	void membershipIsToldInTheOrderOfTheQuestion() {
		SetKey<Integer> key = Trees.create(Tags.class).numbers();
		key.addAll(List.of(1, 3));
		assertThat(key.isMember(List.of(3, 2, 1, 2))).containsExactly(Map.entry(3, true), Map.entry(2, false),
				Map.entry(1, true));
	}

	@Test
	void randomMembersAreDistinctOrNot() {
		SetKey<String> key = tree().onWrite().set();
		key.addAll(List.of("a", "b", "c"));
		assertThat(key.distinctRandomMembers(5)).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(key.randomMembers(50)).hasSize(50).isSubsetOf("a", "b", "c");
	}

	@Test
	void poppedMembersAreGone() {
		SetKey<String> key = tree().onWrite().set();
		key.addAll(List.of("a", "b", "c"));
		Set<String> popped = key.pop(2);
		assertThat(popped).hasSize(2);
		assertThat(key.members()).hasSize(1).doesNotContainAnyElementsOf(popped);
	}

	@Test
	void aCountOfNothingIsRefused() {
		SetKey<String> key = tree().onWrite().set();
		String message = "Count '0' is not positive. Use at least 1";
		assertThatIllegalArgumentException().isThrownBy(() -> key.pop(0)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.randomMembers(0)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.distinctRandomMembers(0)).withMessage(message);
	}

	@ParameterizedTest
	@EnumSource
	void aBigSetIsScannedLazilyPageByPage(Declared declared) {
		SetKey<String> key = declared.in(tree()).set();
		Set<String> members = members(3000);
		key.addAll(members);
		assertThat(Monitor.sent(() -> assertThat(key.scan().limit(10)).hasSize(10))).hasSize(1);
		assertThat(key.scan().distinct()).containsExactlyInAnyOrderElementsOf(members);
		assertThat(Monitor.sent(() -> key.scan())).isEmpty();
	}

	@Test
	void aScanReadsTheValue() {
		SetKey<String> key = tree().onAccess().set();
		fill(key.name());
		assertThat(key.scan()).containsExactly("a");
		assertThat(Clock.of(key.name())).isEqualTo(Clock.DECLARED);
	}

	@ParameterizedTest
	@EnumSource
	void moreMembersThanAScriptCanPassAtOnceAreOneStepAllTheSame(Declared declared) {
		SetKey<String> key = declared.in(tree()).set();
		Set<String> members = members(20_000);
		assertThat(Monitor.sent(() -> assertThat(key.addAll(members)).isEqualTo(20_000))).hasSize(1);
		assertThat(key.members()).isEqualTo(members);
		List<String> some = members.stream().limit(15_000).toList();
		assertThat(key.removeAll(some)).isEqualTo(15_000);
		Map<String, Boolean> answers = key.isMember(members);
		assertThat(answers).hasSize(20_000);
		assertThat(answers.values().stream().filter((answer) -> answer)).hasSize(5_000);
		assertThat(some).noneMatch(answers::get);
		assertThat(Clock.of(key.name())).isEqualTo((declared == Declared.NONE) ? Clock.NONE : Clock.DECLARED);
	}

	@Test
	void nothingIsSentForNothing() {
		SetKey<String> key = tree().onWrite().set();
		assertThat(Monitor.sent(() -> {
			assertThat(key.addAll(List.of())).isZero();
			assertThat(key.removeAll(List.of())).isZero();
			assertThat(key.isMember(List.of())).isEmpty();
		})).isEmpty();
	}

	@Test
	void nullIsRefused() {
		SetKey<String> key = tree().onWrite().set();
		String message = "Element of key 'clocks:write:set' must not be null. Leave it out, or remove the one that is there";
		assertThatIllegalArgumentException().isThrownBy(() -> key.add(null)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.addAll(Collections.singleton(null)))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> key.isMember(Collections.<String>singleton(null)))
			.withMessage(message);
	}

	@Test
	void membersAreStoredByTheCodec() {
		SetKey<Integer> key = Trees.create(Tags.class).numbers();
		key.addAll(List.of(7, 10));
		assertThat(TestRedis.commands().smembers(key.name())).containsExactlyInAnyOrder("7", "10");
		assertThat(key.members()).containsExactlyInAnyOrder(7, 10);
		assertThat(key.isMember(7)).isTrue();
	}

	@Test
	void aForeignMemberIsUnreadable() {
		SetKey<Integer> key = Trees.create(Tags.class).numbers();
		TestRedis.commands().sadd(key.name(), "secret");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(key::members)
			.withMessageStartingWith("Value of key 'tags:numbers' (template 'tags:numbers') cannot be read as "
					+ "java.lang.Integer. Found: 6 bytes that are no such value")
			.withMessageNotContaining("secret");
	}

	private static Set<String> members(int count) {
		return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.toSet());
	}

	private static List<Group> groups() {
		Tags tags = Trees.create(Tags.class);
		List<Group> groups = List.of(tags.bare(), tags.timed());
		for (Group group : groups) {
			group.of(1).addAll(List.of("a", "b", "c"));
			group.of(2).add("b");
			group.of(3).addAll(List.of("b", "c", "d"));
		}
		return groups;
	}

	@Prefix("tags")
	interface Tags extends Cluster {

		@Prefix("bare")
		Group bare();

		@Prefix("timed")
		@Ttl(value = "100s", renew = Renewal.ON_ACCESS)
		Group timed();

		SetKey<Integer> numbers();

	}

	interface Group extends Cluster {

		@Prefix("of:{id}")
		SetKey<String> of(int id);

	}

}
