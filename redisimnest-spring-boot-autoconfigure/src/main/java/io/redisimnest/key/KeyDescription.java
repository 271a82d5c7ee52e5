package io.redisimnest.key;

import java.time.Duration;
import java.util.Map;

import io.redisimnest.annotation.Renewal;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of a key.
 *
 * @param path the dotted names of the accessors that lead to the key, such as
 * {@code root.user.age}
 * @param template the full template, such as <code>root:user:{userId}:age</code>; a
 * {@link io.redisimnest.annotation.HashTag hash tag} has braces of its own
 * @param parameters the parameters of the full template with their Java types, in order
 * @param kind the simple name of the kind, such as {@code ValueKey}
 * @param fieldType the Java type of the fields of a hash, {@code null} for other kinds
 * @param valueType the Java type of the values, such as
 * {@code java.util.List<java.lang.String>}
 * @param timeToLive the time-to-live, {@code null} if the key never expires
 * @param renewal when the time-to-live starts again
 * @since 0.1
 */
public record KeyDescription(String path, String template, Map<String, String> parameters, String kind,
		@Nullable String fieldType, String valueType, @Nullable Duration timeToLive, Renewal renewal) {

}
