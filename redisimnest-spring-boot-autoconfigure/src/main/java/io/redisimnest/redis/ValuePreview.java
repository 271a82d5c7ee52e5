package io.redisimnest.redis;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A value as it is stored, or the beginning of it, for people to look at. What is not
 * UTF-8 is told in hexadecimal digits.
 *
 * @param type the Redis type
 * @param text the text of a string, {@code null} for other types
 * @param entries the elements of a collection: fields with values, members with scores,
 * ids with fields. {@code null} for a string, and for what is too large to look into
 * @param truncated whether there is more
 */
public record ValuePreview(String type, @Nullable String text, @Nullable List<List<String>> entries,
		boolean truncated) {

}
