package io.redisimnest.python;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/**
 * Turns what Python has written into what Jackson reads.
 */
final class PythonTree {

	private PythonTree() {
	}

	/**
	 * Reads the value of an envelope.
	 */
	static JsonNode read(PythonType type, JsonNode value) {
		if (!type.isOf(value)) {
			throw new PythonException("an envelope of type '%s' with a value of another type".formatted(type));
		}
		return switch (type) {
			case DATETIME, UUID -> text(type, value);
			case LIST, TUPLE, DICT -> read(value);
			default -> value;
		};
	}

	private static JsonNode text(PythonType type, JsonNode value) {
		return JsonNodeFactory.instance.pojoNode(new PythonText(type, value.stringValue()));
	}

	private static JsonNode read(JsonNode value) {
		if (value.isArray()) {
			ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
			value.forEach((element) -> array.add(read(element)));
			return array;
		}
		if (!value.isObject()) {
			return value;
		}
		if (value.has("__type__")) {
			return typed(value);
		}
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> property : value.properties()) {
			object.set(property.getKey(), read(property.getValue()));
		}
		return object;
	}

	/**
	 * Within containers, Python tells the types of these only.
	 */
	private static JsonNode typed(JsonNode value) {
		PythonType type = PythonType.named(value.get("__type__").asString(""));
		if (type == PythonType.NONE) {
			return JsonNodeFactory.instance.nullNode();
		}
		if (type != PythonType.DATETIME && type != PythonType.UUID) {
			throw new PythonException("a container with a type that Python does not put there");
		}
		return read(type, value.path("value"));
	}

	/**
	 * Gives an application that reads a tree itself the values, not their text.
	 */
	static final class ValueNodes extends JsonNodeFactory {

		@Override
		public ValueNode pojoNode(@Nullable Object pojo) {
			return super.pojoNode((pojo instanceof PythonText text) ? text.toObject() : pojo);
		}

	}

}
