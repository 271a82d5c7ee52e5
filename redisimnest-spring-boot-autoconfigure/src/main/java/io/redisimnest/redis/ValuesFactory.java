package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;

import io.redisimnest.key.Values;
import io.redisimnest.model.KeyTemplate;

import org.springframework.core.ResolvableType;

/**
 * Makes the concrete {@link Values} of one declaration.
 */
public final class ValuesFactory {

	private final RecordType<Object> type;

	private final List<KeyFactory> keys;

	private final List<String> suffixes;

	/**
	 * Create a factory.
	 * @param type the record
	 * @param keys for each component what makes its key
	 */
	public ValuesFactory(ResolvableType type, List<KeyFactory> keys) {
		this.type = RecordType.of(type);
		this.keys = List.copyOf(keys);
		this.suffixes = keys.stream()
			.map((key) -> KeyTemplate.SEPARATOR + key.model().ownTemplate().toString())
			.toList();
	}

	/**
	 * Makes the values of a cluster.
	 * @param prefix its concrete prefix
	 * @return the values
	 */
	public Values<?> create(String prefix) {
		List<RedisString> concrete = new ArrayList<>(this.keys.size());
		for (int i = 0; i < this.keys.size(); i++) {
			concrete.add((RedisString) this.keys.get(i).create(prefix.concat(this.suffixes.get(i))));
		}
		return new RedisValues<>(this.type, this.keys.get(0).dispatcher(), concrete);
	}

}
