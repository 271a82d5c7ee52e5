package io.redisimnest.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.redisimnest.annotation.Renewal;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.model.Problems.Site;

import org.springframework.boot.convert.DurationStyle;

/**
 * Parses the text of a time-to-live.
 */
final class TtlParser {

	private TtlParser() {
	}

	static Expiry parse(String text, Renewal renewal, Site site) {
		if (text.trim().equalsIgnoreCase(Ttl.NONE)) {
			return new Expiry(null, renewal);
		}
		Duration timeToLive;
		try {
			timeToLive = DurationStyle.detectAndParse(text.trim(), ChronoUnit.SECONDS);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			site.report("TTL '%s' is not a duration. Use '2m', '90s' or 'PT2M'", text);
			return new Expiry(null, renewal);
		}
		try {
			Expiry.toMillis(timeToLive, text);
		}
		catch (IllegalArgumentException ex) {
			site.report("%s", ex.getMessage());
		}
		return new Expiry(timeToLive, renewal);
	}

}
