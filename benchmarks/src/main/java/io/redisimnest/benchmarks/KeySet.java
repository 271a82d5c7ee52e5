package io.redisimnest.benchmarks;

import java.util.function.Consumer;

/**
 * The messages of user 1, to be cleared, and a fifth as many of users whose prefixes look
 * much the same.
 *
 * @param cleared how many messages user 1 has
 */
record KeySet(long cleared) {

	static final String PREFIX = "root:user:1";

	private static final String[] NEAR = { "root:user:10", "root:user:1_", "root:user:12", "root:users:1",
			"root:user:-1" };

	/**
	 * How many keys there are beside those of user 1.
	 */
	long neighbours() {
		return (this.cleared + 4) / 5;
	}

	void forEach(Consumer<String> consumer) {
		for (long i = 0; i < this.cleared; i++) {
			consumer.accept(PREFIX + ":messages:message:" + i);
			if (i % 5 == 0) {
				consumer.accept(NEAR[(int) (i / 5 % NEAR.length)] + ":messages:message:" + i);
			}
		}
	}

}
