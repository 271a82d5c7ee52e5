package io.redisimnest.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.WrongKindException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.MovableKey;
import io.redisimnest.key.SecretKey;
import io.redisimnest.key.ValueKey;
import io.redisimnest.python.PythonSerializer;
import io.redisimnest.secret.KeyRing;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestCluster;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SecretKeyTests {

	private static final String OLD = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

	private static final String NEW = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

	private static final String PLANTED = "planted4711";

	private final Safe safe = safe(Map.of("old", OLD), "old");

	private static Safe safe(Map<String, String> keys, String active) {
		return Trees.registry(KeyRing.of(keys, active)).factory(TestRedis::connectionFactory).create(Safe.class);
	}

	private static Safe rotated() {
		return safe(Map.of("old", OLD, "new", NEW), "new");
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static String stored(String key) {
		return String.valueOf(TestRedis.commands().get(key));
	}

	@Test
	void aSecretIsStoredEncryptedWithItsTimeToLive() {
		List<String> sent = Monitor.sent(() -> this.safe.user(1).token().set(PLANTED));
		assertThat(sent).singleElement().asString().matches("SET safe:user:1:token r1:old:[\\w-]+ PX 120000");
		assertThat(this.safe.user(1).token().get()).isEqualTo(PLANTED);
		assertThat(this.safe.user(1).token().find()).hasValue(PLANTED);
		assertThat(this.safe.user(2).token().get()).isNull();
		assertThat(this.safe.user(1).token().raw()).asString().isEqualTo(stored("safe:user:1:token"));
	}

	@Test
	void aSecretMayBeOfAnyType() {
		this.safe.user(1).card().set(new Card("4711", List.of(1, 2)));
		assertThat(this.safe.user(1).card().get()).isEqualTo(new Card("4711", List.of(1, 2)));
	}

	@Test
	void conditionalWritesAndTimesToLiveAreThoseOfAValue() {
		SecretKey<String> token = this.safe.user(1).token();
		assertThat(token.setIfPresent("a")).isFalse();
		assertThat(token.setIfAbsent("a")).isTrue();
		assertThat(token.setIfAbsent("b", Duration.ofMinutes(1))).isFalse();
		assertThat(token.setIfPresent("c", Duration.ofMinutes(1))).isTrue();
		assertThat(token.timeToLive())
			.hasValueSatisfying((time) -> assertThat(time).isLessThanOrEqualTo(Duration.ofMinutes(1)));
		token.setKeepingTtl("d");
		assertThat(token.timeToLive())
			.hasValueSatisfying((time) -> assertThat(time).isLessThanOrEqualTo(Duration.ofMinutes(1)));
		assertThat(token.getAndDelete()).isEqualTo("d");
		assertThat(token.exists()).isFalse();
	}

	@Test
	void aReadRenewsWhereThatIsDeclared() {
		this.safe.session().set("x");
		TestRedis.commands().pexpire("safe:session", 1000);
		assertThat(this.safe.session().get()).isEqualTo("x");
		assertThat(TestRedis.commands().pttl("safe:session")).isGreaterThan(60_000);
	}

	@Test
	void nullIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.safe.user(1).token().set(null))
			.withMessage("Value of key 'safe:user:1:token' must not be null. Use delete() to remove it");
	}

	@Test
	void aSecretIsNotMovable() {
		assertThat(this.safe.user(1).token()).isNotInstanceOf(MovableKey.class);
	}

	@Test
	void aCiphertextThatIsCopiedToAnotherKeyIsRefused() {
		this.safe.user(1).token().set(PLANTED);
		TestRedis.commands().copy("safe:user:1:token", "safe:user:2:token");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> this.safe.user(2).token().get())
			.withMessage("Value of key 'safe:user:2:token' (template 'safe:user:{userId}:token') cannot be read as "
					+ "java.lang.String. Found: a secret of key id 'old' that was changed, or made for another key, "
					+ "or with another key of that id.")
			.withNoCause();
	}

	@Test
	void aCiphertextOfARetiredKeyIsRefused() {
		this.safe.user(1).token().set(PLANTED);
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> safe(Map.of("new", NEW), "new").user(1).token().get())
			.withMessage("Value of key 'safe:user:1:token' (template 'safe:user:{userId}:token') cannot be read as "
					+ "java.lang.String. Found: a secret of key id 'old', which is not among redisimnest.secrets.keys.");
	}

	@Test
	void aPlainValueIsRefused() {
		TestRedis.commands().set("safe:user:1:token", PLANTED);
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> this.safe.user(1).token().get())
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("11 bytes that are no secret")
				.doesNotContain(PLANTED));
	}

	@Test
	void keysAreRotatedWithoutDowntime() {
		this.safe.user(1).token().set(PLANTED);
		Safe reading = safe(Map.of("old", OLD, "new", NEW), "old");
		assertThat(reading.user(1).token().get()).isEqualTo(PLANTED);
		Safe rotated = rotated();
		rotated.user(2).token().set(PLANTED);
		assertThat(stored("safe:user:2:token")).startsWith("r1:new:");
		assertThat(reading.user(2).token().get()).isEqualTo(PLANTED);
		assertThat(rotated.user(1).token().reencrypt()).isTrue();
		assertThat(rotated.user(1).token().reencrypt()).isFalse();
		assertThat(stored("safe:user:1:token")).startsWith("r1:new:");
		assertThat(safe(Map.of("new", NEW), "new").user(1).token().get()).isEqualTo(PLANTED);
	}

	@Test
	void encryptingAgainLeavesTheClock() {
		this.safe.user(1).token().set(PLANTED);
		TestRedis.commands().pexpire("safe:user:1:token", 60_000);
		rotated().user(1).token().reencrypt();
		assertThat(TestRedis.commands().pttl("safe:user:1:token")).isBetween(1L, 60_000L);
	}

	@Test
	void encryptingAgainLeavesWhatStaysForEver() {
		this.safe.user(1).token().set(PLANTED);
		this.safe.user(2).token().set(PLANTED);
		this.safe.user(1).token().persist();
		this.safe.user(2).token().persist();
		assertThat(rotated().user(1).token().reencrypt()).isTrue();
		assertThat(rotated().subtree().reencryptSecrets((progress) -> {
		})).isOne();
		assertThat(TestRedis.commands().pttl("safe:user:1:token")).isEqualTo(-1);
		assertThat(TestRedis.commands().pttl("safe:user:2:token")).isEqualTo(-1);
	}

	@Test
	void encryptingAgainWhatDoesNotExistDoesNothing() {
		assertThat(rotated().user(1).token().reencrypt()).isFalse();
		assertThat(TestRedis.commands().dbsize()).isZero();
	}

	@Test
	void aSubtreeIsEncryptedAgainWithProgress() {
		for (int i = 0; i < 3000; i++) {
			this.safe.user(i).token().set(PLANTED + i);
		}
		this.safe.user(1).plain().set("x");
		Safe rotated = rotated();
		rotated.user(1).card().set(new Card("x", List.of()));
		List<Double> shares = new ArrayList<>();
		assertThat(rotated.subtree().reencryptSecrets((progress) -> shares.add(progress.share()))).isEqualTo(3000);
		assertThat(shares).hasSizeGreaterThan(1).isSorted().endsWith(1.0);
		assertThat(rotated.subtree().reencryptSecrets((progress) -> {
		})).isZero();
		Safe later = safe(Map.of("new", NEW), "new");
		for (int i = 0; i < 3000; i++) {
			assertThat(later.user(i).token().get()).isEqualTo(PLANTED + i);
		}
		assertThat(later.user(1).plain().get()).isEqualTo("x");
	}

	@Test
	void whatCannotBeDecryptedIsToldAndTheOthersAreDone() {
		this.safe.user(1).token().set(PLANTED);
		this.safe.user(2).token().set(PLANTED);
		TestRedis.commands().set("safe:user:3:token", "x");
		Safe rotated = rotated();
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> rotated.subtree().reencryptSecrets((progress) -> {
			}))
			.satisfies((ex) -> assertThat(ex.getKey()).isEqualTo("safe:user:3:token"));
		assertThat(stored("safe:user:1:token")).startsWith("r1:new:");
		assertThat(stored("safe:user:2:token")).startsWith("r1:new:");
	}

	@Test
	void whatIsNoStringIsToldAndTheOthersAreDone() {
		for (int i = 0; i < 3000; i++) {
			this.safe.user(i).token().set(PLANTED);
		}
		TestRedis.commands().rpush("safe:user:x:token", "x");
		TestRedis.commands().del("safe:user:1500:token");
		TestRedis.commands().rpush("safe:user:1500:token", "x");
		Safe rotated = rotated();
		assertThatExceptionOfType(WrongKindException.class)
			.isThrownBy(() -> rotated.subtree().reencryptSecrets((progress) -> {
			}))
			.withMessageContaining("safe:user:1500:token");
		TestRedis.commands().del("safe:user:1500:token");
		assertThat(rotated.subtree().reencryptSecrets((progress) -> {
		})).isZero();
		assertThat(stored("safe:user:2999:token")).startsWith("r1:new:");
	}

	@Test
	void anotherKeyOfTheActiveIdIsTold() {
		this.safe.user(1).token().set(PLANTED);
		Safe mistaken = safe(Map.of("old", NEW), "old");
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> mistaken.user(1).token().reencrypt());
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> mistaken.subtree().reencryptSecrets((progress) -> {
			}));
	}

	@Test
	void aTreeThatIsRefusedLeavesTheOthersAsTheyAre() {
		ClusterFactory factory = Trees.registry(KeyRing.of(Map.of("old", OLD, "new", NEW), "new"))
			.factory(TestRedis::connectionFactory);
		Safe other = factory.create(Safe.class);
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> factory.create(Unfinished.class));
		this.safe.user(1).token().set(PLANTED);
		assertThat(other.subtree().reencryptSecrets((progress) -> {
		})).isOne();
	}

	@Test
	void aSubtreeOfRedisClusterIsEncryptedAgain() {
		TestCluster.flush();
		Safe before = Trees.registry(KeyRing.of(Map.of("old", OLD), null))
			.factory(TestCluster::connectionFactory)
			.create(Safe.class);
		for (int i = 0; i < 100; i++) {
			before.user(i).token().set(PLANTED);
		}
		Safe after = Trees.registry(KeyRing.of(Map.of("old", OLD, "new", NEW), "new"))
			.factory(TestCluster::connectionFactory)
			.create(Safe.class);
		assertThat(after.subtree().reencryptSecrets((progress) -> {
		})).isEqualTo(100);
		assertThat(after.user(7).token().get()).isEqualTo(PLANTED);
	}

	@Test
	void encryptingAgainCannotGoIntoABatch() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.safe.batch().call(this.safe.user(1).token(), SecretKey::reencrypt));
	}

	@Test
	void inABatchSecretsAreWrittenAndRead() {
		var batch = this.safe.batch();
		batch.run(this.safe.user(1).token(), (token) -> token.set(PLANTED));
		var token = batch.call(this.safe.user(1).token(), SecretKey::get);
		batch.execute();
		assertThat(token.get()).isEqualTo(PLANTED);
	}

	@Test
	void asPythonStoresItASecretIsAFernetTokenInAnEnvelope() {
		this.safe.python().set(PLANTED);
		assertThat(stored("safe:python")).matches("\\{\"__type__\": \"str\", \"value\": \"gAAAA[\\w=-]+\"}");
		assertThat(this.safe.python().get()).isEqualTo(PLANTED);
		Safe rotated = rotated();
		assertThat(rotated.python().get()).isEqualTo(PLANTED);
		assertThat(rotated.python().reencrypt()).isTrue();
		assertThat(safe(Map.of("new", NEW), "new").python().get()).isEqualTo(PLANTED);
	}

	@Test
	void aTokenOfPythonIsRead() {
		TestRedis.commands()
			.set("safe:python",
					"{\"__type__\": \"str\", \"value\": \"gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==\"}");
		assertThat(rotated().python().get()).isEqualTo("hello");
	}

	@Test
	void withoutAKeyTheTreeIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> Trees.create(OneSecret.class))
			.withMessageContaining(
					"SecretKey has no key to encrypt with. Set redisimnest.secrets.keys.<id> to 32 random "
							+ "bytes in Base64, such as 'openssl rand -base64 32' makes them, for method OneSecret.token");
	}

	@Test
	void asPythonOnlyTextsAreEncryptedWithKeysOfFernet() {
		assertThatExceptionOfType(InvalidTreeException.class)
			.isThrownBy(() -> Trees.registry(KeyRing.of(Map.of("short", "AAAAAAAAAAAAAAAAAAAAAA=="), null))
				.factory(TestRedis::connectionFactory)
				.create(PythonSecrets.class))
			.withMessageContaining("Key 'short' is not 32 bytes in Base64, as Fernet needs it. Change "
					+ "redisimnest.secrets.keys, or use another @Codec, for method PythonSecrets.text")
			.withMessageContaining(
					"SecretKey<java.lang.Integer> cannot be stored as Python does, which encrypts texts only. "
							+ "Use SecretKey<String>, or another @Codec, for method PythonSecrets.number");
	}

	record Card(String number, List<Integer> digits) {

	}

	@Prefix("safe")
	interface Safe extends Cluster {

		@Prefix("user:{userId}")
		@Ttl("2m")
		User user(long userId);

		@Ttl(value = "2m", renew = Renewal.ON_ACCESS)
		SecretKey<String> session();

		@Codec(PythonSerializer.class)
		SecretKey<String> python();

	}

	interface User extends Cluster {

		SecretKey<String> token();

		SecretKey<Card> card();

		ValueKey<String> plain();

	}

	interface Unfinished extends Cluster {

		SecretKey<String> token();

		@Prefix("{wrong}")
		ValueKey<String> value();

		@Codec(PythonSerializer.class)
		SecretKey<Integer> number();

	}

	interface OneSecret extends Cluster {

		SecretKey<String> token();

	}

	@Codec(PythonSerializer.class)
	interface PythonSecrets extends Cluster {

		SecretKey<String> text();

		SecretKey<Integer> number();

	}

}
