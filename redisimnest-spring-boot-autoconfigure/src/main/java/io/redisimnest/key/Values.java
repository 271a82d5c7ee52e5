package io.redisimnest.key;

/**
 * Several values of a cluster, read at once into a record. Declare it beside the keys;
 * each component of the record is named like one of them: <pre class="code">
 * interface User extends Cluster {
 *     &#64;Default("0") ValueKey&lt;Integer&gt; age();
 *     ValueKey&lt;String&gt; name();
 *     Values&lt;Profile&gt; profile();
 * }
 * record Profile(int age, String name) { }
 *
 * root.user(1).profile().get();    // MGET root:user:1:age root:user:1:name
 * </pre>
 * <p>
 * The keys are {@link ValueKey}s and {@link CounterKey}s without parameters of their own;
 * a component has what {@code get()} of its key would give, defaults included. What does
 * not fit together stops the application when it starts.
 *
 * @param <R> the record
 * @since 0.1
 */
public interface Values<R> {

	/**
	 * {@code MGET key...}; in a script, with {@code PEXPIRE}, if keys are declared
	 * {@code ON_ACCESS}. In Redis Cluster, where the keys are not in one slot, each is
	 * read by a command of its own, all in one round trip to each node.
	 * <p>
	 * A key of another Redis type reads as absent, for {@code MGET} says no more of it.
	 * @return the record
	 * @throws io.redisimnest.UnreadableValueException if a stored value cannot be read as
	 * the type of its key, or the constructor of the record refuses it
	 */
	R get();

}
