package io.redisimnest.registry;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import io.redisimnest.testing.AheadOfTime;
import io.redisimnest.testing.AheadOfTime.Prepared;
import io.redisimnest.testing.ReflectionTrace;
import io.redisimnest.testing.TestRedis;
import io.redisimnest.testing.TracingClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.hint.RuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application that was prepared ahead of time, and holds what it does by
 * reflection against what a native image is told.
 */
class NativeImageTests {

	/** By which Spring, and others, know that they are in a native image. */
	private static final String NATIVE = "org.graalvm.nativeimage.imagecode";

	@TempDir
	private Path generated;

	@Test
	void allThatIsDoneByReflectionIsTold() throws Exception {
		Prepared prepared = AheadOfTime.prepare(this.generated, WarehouseApplication.class);
		run(prepared.initializer());
		assertThat(ReflectionTrace.uncovered(prepared.hints())).isEmpty();
		assertThat(ReflectionTrace.uncovered(new RuntimeHints())).hasSizeGreaterThan(100)
			.contains("makes proxies of [%s]".formatted(Annex.class.getName()),
					"invokes " + Counted.class.getMethod("countOne", Object.class),
					"invokes " + Warehouse.Doorway.class.getConstructors()[0]);
	}

	private void run(String initializer) throws Exception {
		ClassLoader loader = new TracingClassLoader(this.generated);
		Map<String, Object> properties = Map.of("spring.data.redis.host", TestRedis.host(), "spring.data.redis.port",
				TestRedis.port(), "warehouse.name", "stock", "warehouse.ttl", "2m");
		ClassLoader own = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(loader);
		System.setProperty(NATIVE, "runtime");
		try {
			Method run = Stream.of(loader.loadClass(WarehouseApplication.class.getName()).getDeclaredMethods())
				.filter((method) -> method.getName().equals("run"))
				.findFirst()
				.orElseThrow();
			run.setAccessible(true);
			run.invoke(null, loader.loadClass(initializer).getConstructor().newInstance(), properties);
		}
		finally {
			System.clearProperty(NATIVE);
			Thread.currentThread().setContextClassLoader(own);
		}
	}

}
