package io.redisimnest.actuate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Takes parameters of a request as they are. Where a list is wanted, Spring's own
 * conversion would take apart at commas what came once.
 */
public class EndpointArgumentsConverter implements GenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(String.class, EndpointArguments.class),
				new ConvertiblePair(Collection.class, EndpointArguments.class),
				new ConvertiblePair(Object[].class, EndpointArguments.class));
	}

	@Override
	public Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		Stream<?> values = (source instanceof Collection<?> collection) ? collection.stream()
				: (source instanceof Object[] array) ? Arrays.stream(array) : Stream.of(String.valueOf(source));
		return new EndpointArguments(values.map((value) -> Objects.requireNonNullElse(value, "").toString()).toList());
	}

}
