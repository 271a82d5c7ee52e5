package io.redisimnest.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;

import tools.jackson.databind.JsonNode;

/**
 * Writes JSON as {@code json.dumps} does: with spaces behind {@code ,} and {@code :}, in
 * ASCII, numbers as {@code repr} shows them.
 */
final class PythonWriter {

	/**
	 * From this power of ten on, and below the other one, {@code repr} has an exponent.
	 */
	private static final int LARGE = 16;

	private static final int SMALL = -4;

	private final StringBuilder text = new StringBuilder();

	static PythonException unsupported(JsonNode value) {
		return new PythonException(
				"%s has no type in Python".formatted(value.isBinary() ? "byte[]" : value.getNodeType().name()));
	}

	/**
	 * Writes a value with the name of its type.
	 */
	void writeEnvelope(String type, JsonNode value) {
		this.text.append("{\"__type__\": ");
		writeText(type);
		this.text.append(", \"value\": ");
		if (value.isPojo()) {
			writeText(PythonText.of(value).text());
		}
		else {
			write(value);
		}
		this.text.append('}');
	}

	private void write(JsonNode value) {
		switch (value.getNodeType()) {
			case STRING -> writeText(value.stringValue());
			case BOOLEAN -> this.text.append(value.booleanValue());
			case NUMBER -> this.text.append(number(value));
			case NULL -> this.text.append("{\"__type__\": \"none\", \"value\": null}");
			case POJO -> writeEnvelope(PythonText.of(value).type().toString(), value);
			case ARRAY -> {
				this.text.append('[');
				String separator = "";
				for (JsonNode element : value) {
					this.text.append(separator);
					write(element);
					separator = ", ";
				}
				this.text.append(']');
			}
			case OBJECT -> writeObject(value);
			default -> throw unsupported(value);
		}
	}

	private void writeObject(JsonNode value) {
		if (value.has("__type__")) {
			throw new PythonException("a map has the key '__type__', by which Python tells types");
		}
		this.text.append('{');
		String separator = "";
		for (var property : value.properties()) {
			this.text.append(separator);
			writeText(property.getKey());
			this.text.append(": ");
			write(property.getValue());
			separator = ", ";
		}
		this.text.append('}');
	}

	private void writeText(String value) {
		this.text.append('"');
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			switch (character) {
				case '"', '\\' -> this.text.append('\\').append(character);
				case '\n' -> this.text.append("\\n");
				case '\r' -> this.text.append("\\r");
				case '\t' -> this.text.append("\\t");
				case '\b' -> this.text.append("\\b");
				case '\f' -> this.text.append("\\f");
				default -> {
					if (character >= ' ' && character <= '~') {
						this.text.append(character);
					}
					else {
						this.text.append("\\u").append(HexFormat.of().toHexDigits(character));
					}
				}
			}
		}
		this.text.append('"');
	}

	private static String number(JsonNode value) {
		if (value.isIntegralNumber()) {
			return value.bigIntegerValue().toString();
		}
		return switch (value.numberType()) {
			case BIG_DECIMAL -> exact(value.decimalValue());
			case FLOAT -> number(value.floatValue());
			default -> number(value.doubleValue());
		};
	}

	private static String exact(BigDecimal value) {
		double number = value.doubleValue();
		if (!Double.isFinite(number) || shortest(number).compareTo(value) != 0) {
			throw new PythonException("a decimal number has more digits than a float of Python holds");
		}
		return number(number);
	}

	private static String number(double value) {
		if (Double.isNaN(value)) {
			return "NaN";
		}
		if (Double.isInfinite(value)) {
			return (value > 0) ? "Infinity" : "-Infinity";
		}
		if (value == 0) {
			return (1 / value > 0) ? "0.0" : "-0.0";
		}
		return repr(shortest(value));
	}

	private static String number(float value) {
		return (Float.isFinite(value) && value != 0) ? repr(shortest(value)) : number((double) value);
	}

	/**
	 * The number with the least digits that is read as this one.
	 * {@link Double#toString(double)} gives more before JDK 19.
	 */
	private static BigDecimal shortest(double value) {
		BigDecimal exact = new BigDecimal(value);
		for (int digits = 1; digits < 17; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits));
			if (rounded.doubleValue() == value) {
				return rounded;
			}
		}
		return exact.round(new MathContext(17));
	}

	private static BigDecimal shortest(float value) {
		BigDecimal exact = new BigDecimal(value);
		for (int digits = 1; digits < 9; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits));
			if (rounded.floatValue() == value) {
				return rounded;
			}
		}
		return exact.round(new MathContext(9));
	}

	private static String repr(BigDecimal value) {
		String digits = value.unscaledValue().abs().toString().replaceAll("0+$", "");
		int exponent = value.precision() - value.scale() - 1;
		String sign = (value.signum() < 0) ? "-" : "";
		if (exponent < SMALL || exponent >= LARGE) {
			String fraction = (digits.length() > 1) ? "." + digits.substring(1) : "";
			int size = Math.abs(exponent);
			return sign + digits.charAt(0) + fraction + ((exponent < 0) ? "e-" : "e+") + ((size < 10) ? "0" : "")
					+ size;
		}
		String plain = value.abs().stripTrailingZeros().toPlainString();
		return sign + plain + (plain.contains(".") ? "" : ".0");
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
