package io.redisimnest.redis;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.redisimnest.UnreadableValueException;
import io.redisimnest.redis.RecordType.Property;
import org.jspecify.annotations.Nullable;

/**
 * Objects as fields: one for each property that is not {@code null}.
 *
 * @param <T> the type of the objects
 */
final class RecordCodec<T> implements FieldsCodec<T> {

	private final RecordType<T> type;

	private final List<ValueCodec<Object>> codecs;

	private final List<byte[]> names;

	/**
	 * Create a codec.
	 * @param type what the objects are made of
	 * @param codecs for each property its codec
	 */
	RecordCodec(RecordType<T> type, List<ValueCodec<Object>> codecs) {
		this.type = type;
		this.codecs = List.copyOf(codecs);
		this.names = type.properties()
			.stream()
			.map((property) -> property.name().getBytes(StandardCharsets.UTF_8))
			.toList();
	}

	/**
	 * The names of all fields, in the order in which {@link #decode} takes their values.
	 */
	List<byte[]> names() {
		return this.names;
	}

	@Override
	public Map<byte[], byte @Nullable []> encode(@Nullable T value, Subject subject) {
		if (value == null) {
			throw ValueCodec.absent(subject);
		}
		Map<byte[], byte @Nullable []> fields = new LinkedHashMap<>();
		for (int i = 0; i < this.names.size(); i++) {
			Object part = part(i, value, subject);
			fields.put(this.names.get(i), (part != null) ? this.codecs.get(i).encode(part, subject) : null);
		}
		return fields;
	}

	/**
	 * A property. The message of an exception may hold its value.
	 */
	private @Nullable Object part(int index, T value, Subject subject) {
		try {
			return this.type.properties().get(index).get(value);
		}
		catch (RuntimeException ex) {
			throw ValueCodec.unwritable(subject, this.type.type().toCanonical(), ex.getClass().getSimpleName());
		}
	}

	/**
	 * The object of some stored values.
	 * @param values the values in the order of {@link #names}
	 * @param subject the key
	 * @return the object, {@code null} if there is none of the fields
	 */
	@Nullable T decode(List<@Nullable Object> values, Subject subject) {
		if (values.stream().allMatch(Objects::isNull)) {
			return null;
		}
		@Nullable Object[] parts = new Object[values.size()];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = decode(i, (byte[]) values.get(i), subject);
		}
		try {
			return this.type.factory().create(parts);
		}
		catch (InvocationTargetException ex) {
			throw unreadable(subject,
					"fields that it refuses (%s)".formatted(ex.getTargetException().getClass().getSimpleName()));
		}
	}

	private @Nullable Object decode(int index, byte @Nullable [] value, Subject subject) {
		Property property = this.type.properties().get(index);
		Object part = this.codecs.get(index).decode(value, subject);
		if (part == null && property.isRequired()) {
			throw unreadable(subject, "no field '%s'".formatted(property.name()));
		}
		return property.present(part);
	}

	@Override
	public @Nullable T decode(Map<String, byte[]> fields, Subject subject) {
		List<@Nullable Object> values = new ArrayList<>();
		this.type.properties().forEach((property) -> values.add(fields.get(property.name())));
		return decode(values, subject);
	}

	private UnreadableValueException unreadable(Subject subject, String found) {
		return new UnreadableValueException(subject.name(), subject.template(), this.type.type().toCanonical(), found);
	}

}
