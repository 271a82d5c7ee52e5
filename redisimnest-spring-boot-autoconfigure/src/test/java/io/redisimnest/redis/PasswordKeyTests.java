package io.redisimnest.redis;

import java.util.List;

import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.UnreadableValueException;
import io.redisimnest.annotation.Codec;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.MovableKey;
import io.redisimnest.key.PasswordKey;
import io.redisimnest.python.PythonSerializer;
import io.redisimnest.secret.EncoderHashing;
import io.redisimnest.testing.Monitor;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class PasswordKeyTests {

	private static final String PLANTED = "planted4711";

	private static final String KEY = "accounts:1:password";

	private final PasswordKey password = accounts(new BCryptPasswordEncoder(4)).account(1).password();

	private static Accounts accounts(PasswordEncoder encoder) {
		return Trees
			.registry(
					(format) -> (format == ValueFormat.PYTHON) ? EncoderHashing.ofPython() : EncoderHashing.of(encoder))
			.factory(TestRedis::connectionFactory)
			.create(Accounts.class);
	}

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	private static String stored() {
		return String.valueOf(TestRedis.commands().get(KEY));
	}

	@Test
	void aPasswordIsStoredAsItsHashWithItsTimeToLive() {
		List<String> sent = Monitor.sent(() -> this.password.set(PLANTED));
		assertThat(sent).singleElement()
			.asString()
			.startsWith("SET accounts:1:password $2a$04$")
			.endsWith(" PX 86400000");
	}

	@Test
	void theRightPasswordIsVerifiedAndNoOther() {
		this.password.set(PLANTED);
		assertThat(this.password.verify(PLANTED)).isTrue();
		assertThat(this.password.verify("Planted4711")).isFalse();
		assertThat(this.password.verify("")).isFalse();
	}

	@Test
	void whereNoneWasSetNoneIsRight() {
		assertThat(this.password.verify(PLANTED)).isFalse();
		assertThat(this.password.verify("no password")).isFalse();
	}

	@Test
	void aHashOfYesterdayIsMadeAnewWhenThePasswordIsRight() {
		this.password.set(PLANTED);
		TestRedis.commands().pexpire(KEY, 60_000);
		PasswordKey stronger = accounts(new BCryptPasswordEncoder(5)).account(1).password();
		assertThat(stronger.verify("wrong")).isFalse();
		assertThat(stored()).startsWith("$2a$04$");
		assertThat(stronger.verify(PLANTED)).isTrue();
		assertThat(stored()).startsWith("$2a$05$");
		assertThat(TestRedis.commands().pttl(KEY)).isBetween(1L, 60_000L);
		assertThat(Monitor.sent(() -> assertThat(stronger.verify(PLANTED)).isTrue())).containsExactly("GET " + KEY);
	}

	@Test
	void aPasswordThatStaysForEverStaysWhenItsHashIsMadeAnew() {
		this.password.set(PLANTED);
		this.password.persist();
		assertThat(accounts(new BCryptPasswordEncoder(5)).account(1).password().verify(PLANTED)).isTrue();
		assertThat(stored()).startsWith("$2a$05$");
		assertThat(TestRedis.commands().pttl(KEY)).isEqualTo(-1);
	}

	@Test
	void aRightPasswordIsRightEvenIfTheEncoderTakesItNoMore(CapturedOutput output) {
		this.password.set("x".repeat(72));
		PasswordKey stronger = accounts(new BCryptPasswordEncoder(5)).account(1).password();
		assertThat(stronger.verify("x".repeat(73))).isTrue();
		assertThat(stored()).startsWith("$2a$04$");
		assertThat(output).contains("The hash of '%s' could not be made anew (IllegalArgumentException)".formatted(KEY))
			.doesNotContain("$2a$", "xxx");
	}

	@Test
	void aRightPasswordIsRightEvenIfRedisTakesNoWrites(CapturedOutput output) {
		this.password.set(PLANTED);
		PasswordKey stronger = accounts(new BCryptPasswordEncoder(5)).account(1).password();
		TestRedis.commands().configSet("maxmemory", "1");
		try {
			assertThat(stronger.verify(PLANTED)).isTrue();
			assertThat(stronger.verify("wrong")).isFalse();
		}
		finally {
			TestRedis.commands().configSet("maxmemory", "0");
		}
		assertThat(stored()).startsWith("$2a$04$");
		assertThat(output).contains("could not be made anew").doesNotContain("$2a$", PLANTED);
		assertThat(stronger.verify(PLANTED)).isTrue();
		assertThat(stored()).startsWith("$2a$05$");
	}

	@Test
	void byDefaultTheHashTellsItsAlgorithm() {
		Accounts accounts = Trees.create(Accounts.class);
		accounts.account(1).password().set(PLANTED);
		assertThat(stored()).startsWith("{bcrypt}");
		assertThat(accounts.account(1).password().verify(PLANTED)).isTrue();
	}

	@Test
	void whatIsNoHashIsRefusedWithoutShowingIt() {
		TestRedis.commands().set(KEY, PLANTED);
		PasswordKey key = Trees.create(Accounts.class).account(1).password();
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> key.verify("x"))
			.withMessage("Value of key 'accounts:1:password' (template 'accounts:{id}:password') cannot be read as "
					+ "the hash of a password. Found: a text that is no hash of the PasswordEncoder.")
			.withNoCause();
	}

	@Test
	void nullIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.password.set(null))
			.withMessage("Value of key 'accounts:1:password' must not be null. Use delete() to remove it");
		assertThatIllegalArgumentException().isThrownBy(() -> this.password.verify(null))
			.withMessage("Password for key 'accounts:1:password' must not be null");
	}

	@Test
	void aPasswordIsNotMovable() {
		assertThat(this.password).isNotInstanceOf(MovableKey.class);
	}

	@Test
	void verifyingCannotGoIntoABatch() {
		Accounts accounts = Trees.create(Accounts.class);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> accounts.batch().call(accounts.account(1).password(), (key) -> key.verify("x")));
	}

	@Test
	void asPythonStoresItAHashIsOneOfBcryptInAnEnvelope() {
		PasswordKey python = Trees.create(Accounts.class).python();
		python.set(PLANTED);
		assertThat(TestRedis.commands().get("accounts:python"))
			.matches("\\{\"__type__\": \"str\", \"value\": \"\\$2b\\$12\\$[./\\w]{53}\"}");
		assertThat(python.verify(PLANTED)).isTrue();
		assertThat(python.verify("wrong")).isFalse();
	}

	@Test
	void aHashOfPythonIsVerified() {
		// Of crypt_blowfish's tests.
		TestRedis.commands()
			.set("accounts:python",
					"{\"__type__\": \"str\", \"value\": \"$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\"}");
		PasswordKey python = Trees.create(Accounts.class).python();
		assertThat(python.verify("U*U")).isTrue();
		assertThat(TestRedis.commands().get("accounts:python")).contains("$2b$12$");
		assertThat(python.verify("U*U")).isTrue();
	}

	@Test
	void withoutSpringSecurityTheTreeIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class)
			.isThrownBy(
					() -> Trees.registry((format) -> null).factory(TestRedis::connectionFactory).create(Accounts.class))
			.withMessageContaining("PasswordKey needs a PasswordEncoder of Spring Security. "
					+ "Add org.springframework.security:spring-security-crypto, for method Account.password");
	}

	@Prefix("accounts")
	interface Accounts extends Cluster {

		@Prefix("{id}")
		Account account(long id);

		@Codec(PythonSerializer.class)
		PasswordKey python();

	}

	@Ttl("1d")
	interface Account extends Cluster {

		PasswordKey password();

	}

}
