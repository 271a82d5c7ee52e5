package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.key.StreamKey.Claim;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.stream.ObjectRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamRecords;

/**
 * Objects as entries of one stream.
 *
 * @param <T> the type of the objects
 * @param fields their form
 * @param type the name of their declared type
 * @param subject the key
 */
record EntryCodec<T>(FieldsCodec<T> fields, String type, Subject subject) {

	/**
	 * Adds the fields of an entry to a command.
	 * @param entry the entry
	 * @param command the command
	 * @return the command
	 */
	Command encode(@Nullable T entry, Command command) {
		int before = command.arguments().size();
		this.fields.encode(entry, this.subject).forEach((name, value) -> {
			if (value != null) {
				command.value(name).value(value);
			}
		});
		if (command.arguments().size() == before) {
			throw new IllegalArgumentException(
					"Entry of key '%s' has no property that is not null. Give it one".formatted(this.subject.name()));
		}
		return command;
	}

	/**
	 * The entries of a list. One that was deleted has no fields, or is missing itself.
	 */
	List<ObjectRecord<String, T>> decode(@Nullable Object reply) {
		List<ObjectRecord<String, T>> entries = new ArrayList<>();
		for (Object entry : Replies.toList(reply)) {
			List<@Nullable Object> parts = Replies.toList(entry);
			if (!parts.isEmpty() && parts.get(1) != null) {
				entries.add(decode(Replies.toText(parts.get(0)), parts.get(1)));
			}
		}
		return entries;
	}

	private ObjectRecord<String, T> decode(String id, @Nullable Object stored) {
		T value = this.fields.decode(Replies.toMap(stored, Replies::toText, (bytes) -> (byte[]) bytes), this.subject);
		if (value == null) {
			throw new UnreadableValueException(this.subject.name(), this.subject.template(), this.type,
					"an entry without a value, '%s'".formatted(id));
		}
		return StreamRecords.newRecord().in(this.subject.name()).withId(id).ofObject(value);
	}

	/**
	 * The entries of the one stream that was read, {@code null} if there is nothing to
	 * read yet.
	 */
	@Nullable List<ObjectRecord<String, T>> decodeIfRead(@Nullable Object reply) {
		return Replies.toMap(reply, Replies::toText, this::decode).get(this.subject.name());
	}

	List<ObjectRecord<String, T>> decodeRead(@Nullable Object reply) {
		List<ObjectRecord<String, T>> entries = decodeIfRead(reply);
		return (entries != null) ? entries : List.of();
	}

	Claim<T> decodeClaim(@Nullable Object reply) {
		List<@Nullable Object> parts = Replies.toList(reply);
		return new Claim<>(RecordId.of(Replies.toText(parts.get(0))), decode(parts.get(1)));
	}

}
