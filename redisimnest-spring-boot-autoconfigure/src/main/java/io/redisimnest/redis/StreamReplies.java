package io.redisimnest.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.PendingMessages;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoConsumers;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoGroups;
import org.springframework.data.redis.connection.stream.StreamInfo.XInfoStream;

/**
 * What replies about streams and their consumer groups mean.
 */
final class StreamReplies {

	/** An id that no entry can have. */
	static final String NO_ID = "0-0";

	private StreamReplies() {
	}

	static RecordId toId(@Nullable Object reply) {
		return RecordId.of(Replies.toText(reply));
	}

	/**
	 * The id of the first entry of a list.
	 */
	static String toFirstId(@Nullable Object reply) {
		List<@Nullable Object> entries = Replies.toList(reply);
		return entries.isEmpty() ? NO_ID : Replies.toText(Replies.toList(entries.get(0)).get(0));
	}

	/**
	 * Without ids the range would have no bounds, and the summary no {@code toString()}.
	 */
	static PendingMessagesSummary toSummary(String group, @Nullable Object reply) {
		List<@Nullable Object> parts = Replies.toList(reply);
		long total = Replies.toLong(parts.get(0));
		Range<String> ids = (total > 0) ? Range.closed(Replies.toText(parts.get(1)), Replies.toText(parts.get(2)))
				: Range.just(NO_ID);
		Map<String, Long> byConsumer = Replies.toMap(parts.get(3), Replies::toText,
				(count) -> Long.valueOf(Replies.toText(count)));
		return new PendingMessagesSummary(group, total, ids, byConsumer);
	}

	static PendingMessages toPending(String group, Range<?> ids, @Nullable Object reply) {
		return new PendingMessages(group, ids, Replies.toList(reply, (message) -> toPending(group, message)));
	}

	private static PendingMessage toPending(String group, @Nullable Object message) {
		List<@Nullable Object> parts = Replies.toList(message);
		return new PendingMessage(toId(parts.get(0)), Consumer.from(group, Replies.toText(parts.get(1))),
				Duration.ofMillis(Replies.toLong(parts.get(2))), Replies.toLong(parts.get(3)));
	}

	static XInfoStream toInfo(@Nullable Object reply) {
		return XInfoStream.fromList(texts(reply));
	}

	static XInfoGroups toGroups(@Nullable Object reply) {
		return XInfoGroups.fromList(texts(reply));
	}

	static XInfoConsumers toConsumers(String group, @Nullable Object reply) {
		return XInfoConsumers.fromList(group, texts(reply));
	}

	@SuppressWarnings("NullAway")
	private static List<Object> texts(@Nullable Object reply) {
		return Replies.toList(reply, StreamReplies::withTexts);
	}

	private static @Nullable Object withTexts(@Nullable Object reply) {
		return (reply instanceof byte[]) ? Replies.toText(reply)
				: (reply instanceof List<?>) ? Replies.toList(reply, StreamReplies::withTexts) : reply;
	}

}
