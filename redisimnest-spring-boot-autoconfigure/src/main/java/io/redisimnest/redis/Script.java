package io.redisimnest.redis;

import org.springframework.data.redis.core.script.DigestUtils;

/**
 * A Lua script that the server runs as one atomic step.
 *
 * @param source its text
 * @param sha the SHA-1 digest by which the server knows it
 */
record Script(String source, String sha) {

	/**
	 * {@code SET} of a key that keeps its remaining time, and has the declared
	 * time-to-live if there is none. ARGV: milliseconds, value, further options of
	 * {@code SET}.
	 */
	static final Script SET_KEEPING_TTL = of("""
			local reply = redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL', unpack(ARGV, 3))
			if redis.call('PTTL', KEYS[1]) == -1 then
				redis.call('PEXPIRE', KEYS[1], ARGV[1])
			end
			return reply
			""");

	/**
	 * {@code INCRBY} or {@code DECRBY}. ARGV: milliseconds, command, delta, {@code 1} to
	 * restart the clock of an existing key. The count is read back, as Lua has no
	 * integers of 64 bits.
	 */
	static final Script COUNT = of("""
			redis.call(ARGV[2], KEYS[1], ARGV[3])
			if ARGV[4] == '1' or redis.call('PTTL', KEYS[1]) == -1 then
				redis.call('PEXPIRE', KEYS[1], ARGV[1])
			end
			return redis.call('GET', KEYS[1])
			""");

	/**
	 * {@code RENAME} or {@code RENAMENX}. ARGV: milliseconds, -1 for none; command.
	 */
	static final Script RENAME = of("""
			local reply = redis.call(ARGV[2], KEYS[1], KEYS[2])
			if reply ~= 0 then
				if ARGV[1] == '-1' then
					redis.call('PERSIST', KEYS[2])
				else
					redis.call('PEXPIRE', KEYS[2], ARGV[1])
				end
			end
			return reply
			""");

	private static Script of(String source) {
		return new Script(source, DigestUtils.sha1DigestAsHex(source));
	}

}
