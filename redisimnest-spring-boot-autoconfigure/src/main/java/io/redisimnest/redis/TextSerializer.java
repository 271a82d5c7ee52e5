package io.redisimnest.redis;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * UTF-8 text as it is. Unlike {@link RedisSerializer#string()}, it refuses text and bytes
 * that it would have to change.
 */
final class TextSerializer implements RedisSerializer<String> {

	@Override
	public byte[] serialize(@Nullable String value) {
		try {
			ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(String.valueOf(value)));
			byte[] result = new byte[bytes.remaining()];
			bytes.get(result);
			return result;
		}
		catch (CharacterCodingException ex) {
			throw new SerializationException("Text has an unpaired surrogate");
		}
	}

	@Override
	public String deserialize(byte @Nullable [] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new SerializationException("Not UTF-8");
		}
	}

	@Override
	public Class<?> getTargetType() {
		return String.class;
	}

}
