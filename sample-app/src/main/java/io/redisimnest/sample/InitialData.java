package io.redisimnest.sample;

import java.util.List;
import java.util.Map;

import io.redisimnest.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes something to look at when the application starts.
 */
@Component
class InitialData implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(InitialData.class);

	private final Root root;

	InitialData(Root root) {
		this.root = root;
	}

	@Override
	public void run(ApplicationArguments args) {
		try {
			write();
		}
		catch (DataAccessException ex) {
			logger.warn("No initial data, for Redis cannot be used now: {}", ex.getMostSpecificCause().getMessage());
		}
	}

	private void write() {
		this.root.projectName().set("Redisimnest");
		this.root.app().tokens().set(List.of("a", "b"));
		this.root.app().pendingUsers().set(List.of("Barbara", "Edsger"));
		writeUser(1, "Ada", 36);
		writeUser(2, "Grace", 85);
		writeUser(3, "Alan", 41);
		this.root.user(1).messages().message(1).set("The engine weaves algebraic patterns.");
		this.root.user(1).messages().message(2).set("It might compose music.");
		this.root.user(2).messages().message(1).set("A moth was in relay 70.");
		this.root.user(1).settings().set(new Root.Settings("dark", true));
		this.root.scores().addAll(Map.of(1L, 30.0, 2L, 50.0, 3L, 40.0));
		this.root.signUps().set(3);
	}

	private void writeUser(long id, String name, int age) {
		Root.User user = this.root.user(id);
		Batch batch = user.batch();
		batch.run(user.name(), (key) -> key.set(name));
		batch.run(user.age(), (key) -> key.set(age));
		batch.execute();
	}

}
