/**
 * Your Redis keyspace, declared as a tree of Java interfaces: <pre class="code">
 * &#64;Prefix("root")
 * public interface Root extends Cluster {
 *
 *     User user(long userId);
 *
 *     &#64;Prefix("user:{userId}") &#64;Ttl("2m")
 *     interface User extends Cluster {
 *         &#64;Default("0") ValueKey&lt;Integer&gt; age();
 *     }
 * }
 *
 * root.user(1).age().set(30);    // SET root:user:1:age 30 PX 120000
 * root.user(1).clear();          // every key of user 1, never one of user 10
 * </pre>
 */
@NullMarked
package io.redisimnest;

import org.jspecify.annotations.NullMarked;
