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
	 * Runs commands, then sets the clocks of their keys. It is the only script, so that
	 * each server has to learn it just once.
	 * <p>
	 * KEYS: the keys. ARGV: {@code ALWAYS} to set the clocks, or {@code EFFECT} if a
	 * reply must tell that a command took effect (not nil, 0, -1 or empty); for each key
	 * the name of a {@link KeyUse.Clock} and milliseconds; the commands, each behind the
	 * number of its words. The reply is that of the command, or a list of them if there
	 * are several. If a command fails, those before it still have their clocks.
	 */
	static final Script RUN = of("""
			local replies, effect, failure = {}, false, nil
			local i = 2 * #KEYS + 2
			while ARGV[i] and not failure do
				local last = i + ARGV[i]
				local reply = redis.pcall(unpack(ARGV, i + 1, last))
				if type(reply) == 'table' and reply.err then
					failure = reply
				else
					replies[#replies + 1] = reply
					effect = effect or ARGV[1] == 'ALWAYS' or (reply and reply ~= 0 and reply ~= -1
						and (type(reply) ~= 'table' or next(reply) ~= nil))
				end
				i = last + 1
			end
			if effect then
				for k = 1, #KEYS do
					local clock, millis = ARGV[2 * k], ARGV[2 * k + 1]
					if clock == 'RESTART' or (clock == 'START' and redis.call('PTTL', KEYS[k]) == -1) then
						redis.call('PEXPIRE', KEYS[k], millis)
					elseif clock == 'PERSIST' then
						redis.call('PERSIST', KEYS[k])
					end
				end
			end
			if failure then
				return failure
			end
			if #replies == 1 then
				return replies[1]
			end
			return replies
			""");

	private static Script of(String source) {
		return new Script(source, DigestUtils.sha1DigestAsHex(source));
	}

}
