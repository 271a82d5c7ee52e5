package io.redisimnest.registry;

import java.util.Map;

/**
 * What a concrete key is.
 *
 * @param path the path of the declared key, such as {@code root.user.age}
 * @param template its full template, such as <code>root:user:{userId}:age</code>
 * @param arguments the arguments by the names of the parameters, in order, with their
 * declared Java types
 * @since 0.1
 */
public record BoundKey(String path, String template, Map<String, Object> arguments) {

}
