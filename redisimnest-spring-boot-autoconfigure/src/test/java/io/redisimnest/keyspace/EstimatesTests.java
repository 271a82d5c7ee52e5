package io.redisimnest.keyspace;

import java.util.List;
import java.util.Random;

import io.redisimnest.census.Estimate;
import io.redisimnest.keyspace.Estimates.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EstimatesTests {

	@Test
	void whatWasVisitedWhollyIsExact() {
		assertThat(new Seen(7, 100, 100, true).estimate()).isEqualTo(Estimate.exactly(7));
		assertThat(new Seen(7, 100, 120, true).estimate()).isEqualTo(Estimate.exactly(7));
		assertThat(new Seen(7, 130, 120, false).estimate()).isEqualTo(Estimate.exactly(7));
	}

	@Test
	void whereNothingWasVisitedNothingIsKnown() {
		assertThat(new Seen(0, 0, 500, false).estimate()).isEqualTo(new Estimate(0, 0, 500));
	}

	@Test
	void whatWasNotSeenMayBeThereAllTheSame() {
		Estimate estimate = new Seen(0, 1000, 100_000, false).estimate();
		assertThat(estimate.value()).isZero();
		assertThat(estimate.low()).isZero();
		assertThat(estimate.high()).isBetween(100L, 1000L);
	}

	@Test
	void anEstimateIsNeverLessThanWhatWasSeenNorMoreThanThereCanBe() {
		assertThat(new Seen(99, 100, 101, false).estimate()).satisfies((estimate) -> {
			assertThat(estimate.low()).isGreaterThanOrEqualTo(99);
			assertThat(estimate.high()).isLessThanOrEqualTo(100);
		});
	}

	@Test
	void theSumOfServersIsNarrowerThanTheSumOfTheirIntervals() {
		Seen part = new Seen(100, 1000, 100_000, false);
		Estimate one = part.estimate();
		Estimate sum = Estimates.sum(List.of(part, part, part, new Seen(5, 10, 10, true)));
		assertThat(sum.value()).isEqualTo(3 * one.value() + 5);
		assertThat(sum.high() - sum.low()).isBetween(one.high() - one.low(), 2 * (one.high() - one.low()));
	}

	@ParameterizedTest
	@CsvSource({ "0.1, 0.01", "0.01, 0.01", "0.001, 0.01", "0.1, 0.5", "0.5, 0.1", "0.9, 0.05", "0.0002, 0.05" })
	void theIntervalHoldsTheTruthInNinetyFiveOfHundredDraws(double share, double visited) {
		Random random = new Random(7);
		int size = 100_000;
		int truth = (int) (size * share);
		int drawn = (int) (size * visited);
		int held = 0;
		for (int i = 0; i < 1000; i++) {
			int seen = 0;
			int left = truth;
			for (int j = 0; j < drawn; j++) {
				if (random.nextInt(size - j) < left) {
					left--;
					seen++;
				}
			}
			Estimate estimate = new Seen(seen, drawn, size, false).estimate();
			held += (estimate.low() <= truth && truth <= estimate.high()) ? 1 : 0;
		}
		assertThat(held).isBetween(925, 1000);
	}

}
