package io.redisimnest;

import java.util.function.Consumer;
import java.util.function.Function;

import io.redisimnest.key.Key;
import org.jspecify.annotations.Nullable;

/**
 * Operations that are sent together, in one round trip: <pre class="code">
 * Batch batch = root.batch();
 * Deferred&lt;Integer&gt; age = batch.call(root.user(1).age(), ValueKey::get);
 * Deferred&lt;Void&gt; done = batch.run(root.user(1).name(), (name) -&gt; name.set("Ali"));
 * batch.execute();
 * age.get();    // 30
 * </pre>
 * <p>
 * The keys may be of any tree on the same Redis. The operations run in their order (in
 * Redis Cluster those of one key do, as each node gets its own in one round trip of its
 * own), but not as one step: others may come between. One that fails does not hide the
 * results of the others. Nothing runs a second time: if the connection breaks, what has
 * no reply by then fails, whether it was run or not. More than a thousand operations, or
 * a megabyte, go in several round trips one after the other.
 * <p>
 * Where there are scripts among the operations, {@code SCRIPT LOAD} goes before them, to
 * each node in each round trip; they go by their digest ({@code EVALSHA}).
 * <p>
 * A batch is used by one thread, and once.
 *
 * @since 0.1
 */
public interface Batch {

	/**
	 * Adds an operation with a result.
	 * <p>
	 * The function only names the operation: it calls one method of the key that it is
	 * given and returns the result as it is, as {@code ValueKey::get} does. It is called
	 * now, before anything is sent, twice if that result is a number or a boolean; what
	 * it does with other keys happens at once, and conditions on the result mean nothing.
	 * None, several, a conversation (iteration or blocking) and a result that is not the
	 * operation's own ({@code (key) -> key.get() + 1}) are refused with an
	 * {@link org.springframework.dao.InvalidDataAccessApiUsageException
	 * InvalidDataAccessApiUsageException}; use {@link Deferred#map} for the last.
	 * @param <K> the kind of key
	 * @param <R> the type of the result
	 * @param key the key
	 * @param operation names the operation
	 * @return its result
	 */
	<K extends Key, R> Deferred<R> call(K key, Function<? super K, ? extends @Nullable R> operation);

	/**
	 * Adds an operation whose result is not wanted, or that has none. Otherwise like
	 * {@link #call}.
	 * @param <K> the kind of key
	 * @param key the key
	 * @param operation names the operation
	 * @return tells whether it succeeded
	 */
	<K extends Key> Deferred<Void> run(K key, Consumer<? super K> operation);

	/**
	 * Sends all operations and waits for their results. Each {@link Deferred} is settled
	 * afterwards, whatever is thrown.
	 * @throws BatchException if operations failed
	 * @throws IllegalStateException if the batch was executed before
	 */
	void execute();

}
