package io.redisimnest.sample;

import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Logs the addresses worth opening, with the port that was really taken.
 */
@Component
class LinksLogger {

	private static final Logger logger = LoggerFactory.getLogger(LinksLogger.class);

	@EventListener
	void log(ApplicationReadyEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		String port = environment.getProperty("local.server.port");
		if (port != null) {
			String base = "http://localhost:" + port + environment.getProperty("server.servlet.context-path", "");
			logger.info("Ready. Most of the initial data expires within two minutes. Open one of:{}",
					Links.PATHS.stream()
						.map((path) -> System.lineSeparator() + "  " + base + path)
						.collect(Collectors.joining()));
		}
	}

}
