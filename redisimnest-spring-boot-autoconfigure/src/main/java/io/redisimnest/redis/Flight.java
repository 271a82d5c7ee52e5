package io.redisimnest.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * How many operations are on their way at once: some hundred kilobytes, so that neither
 * side has to keep more than that.
 */
final class Flight {

	private static final int MAXIMUM_OPERATIONS = 1000;

	private static final long MAXIMUM_BYTES = 1 << 20;

	private Flight() {
	}

	/**
	 * Parts operations into flights, in their order.
	 */
	static List<List<? extends Operation<?>>> of(List<? extends Operation<?>> operations) {
		List<List<? extends Operation<?>>> flights = new ArrayList<>();
		long bytes = 0;
		int from = 0;
		for (int i = 0; i < operations.size(); i++) {
			long size = size(operations.get(i));
			if (i > from && (i - from == MAXIMUM_OPERATIONS || bytes + size > MAXIMUM_BYTES)) {
				flights.add(operations.subList(from, i));
				from = i;
				bytes = 0;
			}
			bytes += size;
		}
		if (from < operations.size()) {
			flights.add(operations.subList(from, operations.size()));
		}
		return flights;
	}

	private static long size(Operation<?> operation) {
		long size = 0;
		for (Command command : operation.commands()) {
			for (Argument argument : command.arguments()) {
				size += argument.bytes().length;
			}
		}
		return size;
	}

}
