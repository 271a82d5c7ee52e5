package io.redisimnest;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All keys below a cluster, or below all {@link Instances instances} of one. It is
 * immutable and sends nothing until a method is called.
 * <p>
 * In Redis Cluster all primaries are scanned, side by side but for {@link #keys()}; below
 * a {@link io.redisimnest.annotation.HashTag hash tag} only the one that holds its slot.
 * A scan is bound to one process: where a fail-over, a restart or a slot that moves puts
 * keys elsewhere, that part starts again, so that no key is missed.
 *
 * @since 0.1
 */
public interface Subtree {

	/**
	 * The names of the keys, as {@link Cluster#subkeys()} tells them.
	 * @return the names
	 */
	Stream<String> keys();

	/**
	 * Counts the keys, as {@link Cluster#countKeys()} does.
	 * @return their number
	 */
	long count();

	/**
	 * Deletes the keys, or some of them, as {@link Cluster#clear()} does, and reports.
	 * @param options how to clear
	 * @return what was done
	 * @throws ProtectedClusterException if something below is protected; nothing is sent
	 * then
	 * @throws IncompleteClearException if Redis failed in the middle of it
	 */
	ClearReport clear(ClearOptions options);

	/**
	 * Encrypts all {@link io.redisimnest.key.SecretKey secrets} with the active key that
	 * are encrypted with another one: {@code SCAN}, {@code GET} in a pipeline, and
	 * {@code SET ... KEEPTTL} in a script, if nobody has written in between. What was
	 * written meanwhile is encrypted with the active key already.
	 * @param listener is told how far it is after each page, and can cancel it
	 * @return how many were encrypted again
	 * @throws UnreadableValueException if some could not be decrypted. The others were
	 * done; it is safe to do it again
	 * @throws WrongKindException if something else than a string is stored in place of
	 * some. The others were done as well
	 */
	long reencryptSecrets(Consumer<Progress> listener);

}
