package io.redisimnest.keyspace;

import java.util.Random;

import io.redisimnest.census.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DistinctCountTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100, 16_384 })
	void fewAreCountedExactly(int count) {
		DistinctCount distinct = new DistinctCount();
		for (int round = 0; round < 3; round++) {
			add(distinct, 0, count, 1);
		}
		assertThat(distinct.estimate()).isEqualTo(Estimate.exactly(count));
	}

	@Test
	void manyAreEstimatedWithinTheirInterval() {
		int held = 0;
		for (int seed = 0; seed < 100; seed++) {
			DistinctCount distinct = new DistinctCount();
			int count = 20_000 + new Random(seed).nextInt(100_000);
			add(distinct, 0, count, seed);
			Estimate estimate = distinct.estimate();
			assertThat(estimate.isExact()).isFalse();
			assertThat((double) estimate.value() / count).isBetween(0.95, 1.05);
			held += (estimate.low() <= count && count <= estimate.high()) ? 1 : 0;
		}
		assertThat(held).isGreaterThanOrEqualTo(90);
	}

	@Test
	void whatIsPutTogetherIsCountedAsIfItHadBeenOne() {
		DistinctCount all = new DistinctCount();
		DistinctCount first = new DistinctCount();
		DistinctCount second = new DistinctCount();
		add(all, 0, 150_000, 3);
		add(first, 0, 100_000, 3);
		add(second, 90_000, 150_000, 3);
		DistinctCount sum = new DistinctCount();
		sum.addAll(second);
		sum.addAll(first);
		assertThat(sum.estimate()).isEqualTo(all.estimate());
	}

	private static void add(DistinctCount distinct, int from, int to, long seed) {
		for (int i = from; i < to; i++) {
			long state = Fingerprints.begin(seed);
			for (char digit : Integer.toString(i).toCharArray()) {
				state = Fingerprints.next(state, digit);
			}
			distinct.add(Fingerprints.end(state));
		}
	}

}
