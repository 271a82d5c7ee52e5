package io.redisimnest.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LettuceReplyTests {

	private final LettuceReply reply = new LettuceReply();

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void anErrorWithinAListIsAnElementOfIt() {
		this.reply.multi(2);
		this.reply.set(1L);
		this.reply.setError(bytes("ERR wrong"));
		assertThat(this.reply.hasError()).isFalse();
		assertThat((List<?>) this.reply.get()).hasSize(2)
			.last()
			.isInstanceOfSatisfying(ServerError.class, (error) -> assertThat(error).hasMessage("ERR wrong"));
	}

	@Test
	void whatComesAfterAReplyWasLostIsNoReply() {
		this.reply.multi(2);
		this.reply.lose();
		assertThat(this.reply.getError()).isEqualTo(LettuceReply.LOST);
		this.reply.setError(bytes("LOADING Redis is loading the dataset in memory"));
		assertThat(this.reply.getError()).isEqualTo(LettuceReply.LOST);
		this.reply.set(bytes("PONG"));
		assertThat(this.reply.getError()).isEqualTo(LettuceReply.LOST);
	}

}
