package io.redisimnest.key;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.BitFieldSubCommands;
import org.springframework.data.redis.connection.RedisStringCommands.BitOperation;

/**
 * A key with bits by offset, a Redis string. It is as long as its last bit demands: a bit
 * at an offset of 8 million takes a megabyte. What is not stored is 0.
 * <p>
 * Every write carries the declared time-to-live of the key in one atomic step, as in a
 * {@link HashKey}.
 * <p>
 * An offset below 0 or beyond 2<sup>32</sup> - 1 is refused by the server, which is
 * thrown as {@link org.springframework.data.redis.RedisSystemException
 * RedisSystemException}; a key of another Redis type is a
 * {@link io.redisimnest.WrongKindException WrongKindException}.
 *
 * @since 0.1
 */
public interface BitmapKey extends MovableKey<BitmapKey> {

	/**
	 * {@code GETBIT key offset}.
	 * @param offset the offset
	 * @return the bit
	 */
	boolean get(long offset);

	/**
	 * {@code SETBIT key offset bit}.
	 * @param offset the offset
	 * @param bit the bit
	 * @return the bit that was there before
	 */
	boolean set(long offset, boolean bit);

	/**
	 * {@code BITCOUNT key}.
	 * @return how many bits are 1
	 */
	long count();

	/**
	 * {@code BITCOUNT key first last}.
	 * @param bytes the indices of bytes, not of bits; negative ones count from the last,
	 * which is -1
	 * @return how many bits of these bytes are 1
	 */
	long count(Range<Long> bytes);

	/**
	 * {@code BITPOS key bit}.
	 * @param bit what to look for
	 * @return the offset of the first such bit, {@code null} if there is none; for 0 that
	 * is the first behind the end if all are 1
	 */
	@Nullable Long position(boolean bit);

	/**
	 * {@code BITPOS key bit first [last]}.
	 * @param bit what to look for
	 * @param bytes the indices of bytes, not of bits; negative ones count from the last,
	 * which is -1
	 * @return the offset, from the start of the key, of the first such bit in these
	 * bytes, {@code null} if there is none; for 0 and a range without an upper bound that
	 * is the first behind the end if all are 1
	 */
	@Nullable Long position(boolean bit, Range<Long> bytes);

	/**
	 * {@code BITOP operation key source...} and {@code PEXPIRE}, or {@code PERSIST} where
	 * no time-to-live is declared, in one script: this key is replaced whatever it holds,
	 * and is gone if no source exists. In Redis Cluster all keys must be in one slot,
	 * else an {@link org.springframework.dao.InvalidDataAccessApiUsageException
	 * InvalidDataAccessApiUsageException} is thrown before anything is sent.
	 * @param operation the operation; others than {@code AND}, {@code OR}, {@code XOR}
	 * and {@code NOT} need Redis 8.2
	 * @param sources the keys with the operands, one for {@code NOT}; this key may be
	 * among them
	 * @return the length of this key in bytes
	 */
	long bitOp(BitOperation operation, Collection<? extends BitmapKey> sources);

	/**
	 * {@code BITFIELD key [GET type offset] [SET type offset value] [[OVERFLOW WRAP | SAT |
	 * FAIL] INCRBY type offset increment]...}: integers within the bits. It is a read if
	 * it only gets. An {@code OVERFLOW} holds for what comes behind it, too. An increment
	 * that it refuses is a write all the same. Sends nothing for no subcommands.
	 * @param commands the subcommands; integers of more than 53 bits are refused with an
	 * {@link IllegalArgumentException}, as scripts cannot return them
	 * @return for each subcommand the integer: for {@code SET} the one before, for
	 * {@code INCRBY} the one afterwards; {@code null} for what was not done because of
	 * {@code FAIL}
	 */
	List<@Nullable Long> bitField(BitFieldSubCommands commands);

}
