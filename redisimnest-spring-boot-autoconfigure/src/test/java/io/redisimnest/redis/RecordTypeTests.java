package io.redisimnest.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.redisimnest.Cluster;
import io.redisimnest.InvalidTreeException;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.key.RecordKey;
import io.redisimnest.key.StreamKey;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordTypeTests {

	private final Shapes shapes = Trees.create(Shapes.class);

	@BeforeEach
	void flush() {
		TestRedis.flush();
	}

	@Test
	void whatIsInheritedHasTheTypesThatAreBoundThere() {
		Order order = new Order();
		order.setId(7L);
		order.setParts(List.of(new Part("a")));
		this.shapes.order().set(order);
		assertThat(TestRedis.commands().hgetall("shapes:order")).containsOnly(Map.entry("id", "7"),
				Map.entry("parts", "[{\"name\":\"a\"}]"));
		Order read = this.shapes.order().get();
		assertThat(read).isNotNull();
		assertThat(read.getId()).isEqualTo(7L);
		assertThat(read.getParts()).containsExactly(new Part("a"));
	}

	@Test
	void anOptionalMayBeWrittenAsWhatItHolds() {
		Note note = new Note();
		note.setText("a");
		this.shapes.note().set(note);
		assertThat(this.shapes.note().find()).hasValueSatisfying((read) -> assertThat(read.getText()).hasValue("a"));
		assertThat(TestRedis.commands().hgetall("shapes:note")).containsOnly(Map.entry("text", "a"));
	}

	@Test
	void whatJacksonIsToldSomethingAboutIsStoredWholeInAStream() {
		this.shapes.annotated().add(new Annotated("a", "secret"));
		assertThat(TestRedis.commands().xrange("shapes:annotated", io.lettuce.core.Range.unbounded()).get(0).getBody())
			.containsOnly(Map.entry("payload", "{\"name\":\"a\"}"));
		assertThat(this.shapes.annotated().range(Range.unbounded()).get(0).getValue())
			.isEqualTo(new Annotated("a", null));
	}

	@Test
	void whatCannotBeStoredByItsPropertiesIsRefused() {
		assertThatExceptionOfType(InvalidTreeException.class).isThrownBy(() -> Trees.create(Wrong.class))
			.satisfies((ex) -> assertThat(ex.getProblems()).containsExactlyInAnyOrder(
					cannot(Annotated.class, "annotated"), cannot(String.class, "text"), cannot(Hidden.class, "hidden"),
					cannot(More.class, "more"), cannot(Attributes.class, "attributes"),
					"Type " + Contradictory.class.getName()
							+ " cannot be stored by its properties: property 'size' has a "
							+ "getter of type java.lang.String and a setter of type int. Change it, or use a record, for "
							+ "method Wrong.contradictory"));
	}

	private static String cannot(Class<?> type, String method) {
		return "Type " + type.getName() + " cannot be stored by its properties. Use a record, or a class with a "
				+ "constructor without parameters, getters and setters, and no annotations of Jackson's, for method Wrong."
				+ method;
	}

	@Prefix("shapes")
	interface Shapes extends Cluster {

		RecordKey<Order> order();

		RecordKey<Note> note();

		StreamKey<Annotated> annotated();

	}

	@Prefix("wrong")
	interface Wrong extends Cluster {

		RecordKey<Annotated> annotated();

		RecordKey<String> text();

		RecordKey<Contradictory> contradictory();

		RecordKey<Hidden> hidden();

		RecordKey<More> more();

		RecordKey<Attributes> attributes();

	}

	record Part(String name) {

	}

	static class Base<I extends Comparable<I>, P> {

		private @Nullable I id;

		private @Nullable List<P> parts;

		public @Nullable I getId() {
			return this.id;
		}

		public void setId(I id) {
			this.id = id;
		}

		public @Nullable List<P> getParts() {
			return this.parts;
		}

		public void setParts(List<P> parts) {
			this.parts = parts;
		}

	}

	static class Order extends Base<Long, Part> {

	}

	static class Note {

		private @Nullable String text;

		public Optional<String> getText() {
			return Optional.ofNullable(this.text);
		}

		public void setText(String text) {
			this.text = text;
		}

	}

	record Annotated(String name, @JsonIgnore @Nullable String password) {

	}

	static class Contradictory {

		public String getSize() {
			return "1";
		}

		public void setSize(int size) {
		}

	}

	interface Secret {

		@JsonIgnore
		String getPassword();

	}

	static class Hidden implements Secret {

		private String password = "";

		@Override
		public String getPassword() {
			return this.password;
		}

		public void setPassword(String password) {
			this.password = password;
		}

	}

	static class More extends Note {

		public String field = "";

	}

	@SuppressWarnings("serial")
	static class Attributes extends HashMap<String, String> {

		private String name = "";

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

}
