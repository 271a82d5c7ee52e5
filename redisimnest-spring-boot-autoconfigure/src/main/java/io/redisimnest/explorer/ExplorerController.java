package io.redisimnest.explorer;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.redisimnest.census.ClusterInspector;
import io.redisimnest.registry.ClusterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Serves the explorer, with Spring MVC and with WebFlux. It writes its own JSON and
 * handles its own errors.
 *
 * @since 0.1
 */
@Controller
@ImportRuntimeHints(ExplorerRuntimeHints.class)
@RequestMapping("${redisimnest.explorer.path:" + ExplorerController.DEFAULT_PATH + "}")
public class ExplorerController implements DisposableBean {

	/** Where the page is by default. */
	public static final String DEFAULT_PATH = "/redisimnest";

	private static final Logger logger = LoggerFactory.getLogger(ExplorerController.class);

	private static final int THREADS = 4;

	private static final int WAITING = 32;

	/** Servers give up after half a minute. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

	private final Explorer explorer;

	private final ExplorerSettings settings;

	private final ThreadPoolExecutor executor;

	/**
	 * Create a controller.
	 * @param registry knows all trees
	 * @param inspector counts their keys
	 * @param settings what is allowed
	 */
	public ExplorerController(ClusterRegistry registry, ClusterInspector inspector, ExplorerSettings settings) {
		this.explorer = new Explorer(registry, inspector, settings);
		this.settings = settings;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("redisimnest-explorer-");
		threads.setDaemon(true);
		this.executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(WAITING), threads);
		this.executor.allowCoreThreadTimeOut(true);
		logger.info("Explorer of the keyspace at '{}', values are shown {}, clearing is {}", settings.path(),
				settings.showValues().description(), settings.allowClear() ? "allowed" : "not allowed");
		if (!SpringSecurity.PRESENT && (settings.allowClear() || settings.showValues() == ShowValues.ALWAYS)) {
			logger.warn("There is no Spring Security: whoever reaches the application may {} in the explorer",
					settings.allowClear() ? "delete keys" : "look at values");
		}
	}

	/**
	 * The links of the page are relative.
	 */
	@GetMapping("")
	ResponseEntity<byte[]> redirect() {
		String path = this.settings.path();
		return ExplorerResponse.redirect(path.substring(path.lastIndexOf('/') + 1) + "/");
	}

	@GetMapping("/")
	ResponseEntity<byte[]> page() {
		return ExplorerResponse.file("index.html");
	}

	@GetMapping("/{file:[a-z-]+\\.(?:css|js)}")
	ResponseEntity<byte[]> file(@PathVariable("file") String file) {
		return ExplorerResponse.file(file);
	}

	@GetMapping("/api/tree")
	CompletableFuture<ResponseEntity<byte[]>> tree(@RequestHeader HttpHeaders headers,
			@RequestParam MultiValueMap<String, String> parameters, @Nullable Principal principal,
			@RequestAttribute(name = SpringSecurity.SERVLET_TOKEN, required = false) @Nullable Object servletToken,
			@RequestAttribute(name = SpringSecurity.REACTIVE_TOKEN, required = false) @Nullable Object reactiveToken) {
		return respond(headers, () -> {
			boolean fresh = "true".equals(parameters.getFirst("fresh"));
			if (fresh) {
				CrossSite.requireHeader(headers);
			}
			boolean mayShowValues = mayShowValues(principal);
			Supplier<Map<String, String>> csrf = SpringSecurity.csrfParameter(servletToken, reactiveToken);
			return () -> this.explorer.tree(fresh, mayShowValues, csrf.get());
		});
	}

	private boolean mayShowValues(@Nullable Principal principal) {
		return switch (this.settings.showValues()) {
			case NEVER -> false;
			case WHEN_AUTHORIZED -> SpringSecurity.isSignedIn(principal);
			case ALWAYS -> true;
		};
	}

	@GetMapping("/api/keys")
	CompletableFuture<ResponseEntity<byte[]>> keys(@RequestHeader HttpHeaders headers,
			@RequestParam MultiValueMap<String, String> parameters) {
		return respond(headers, () -> {
			String path = required(parameters, "path");
			List<String> arguments = arguments(parameters);
			String cursor = parameters.getFirst("cursor");
			return () -> this.explorer.keys(path, arguments, cursor);
		});
	}

	@GetMapping("/api/value")
	CompletableFuture<ResponseEntity<byte[]>> value(@RequestHeader HttpHeaders headers,
			@RequestParam MultiValueMap<String, String> parameters, @Nullable Principal principal) {
		return respond(headers, () -> {
			require(mayShowValues(principal), "Values are not shown, see redisimnest.explorer.show-values");
			String path = required(parameters, "path");
			String key = required(parameters, "key");
			return () -> this.explorer.value(path, key);
		});
	}

	@PostMapping("/api/clears")
	ResponseEntity<byte[]> beginClear(@RequestHeader HttpHeaders headers,
			@RequestParam MultiValueMap<String, String> parameters) {
		return change(headers, () -> this.explorer.beginClear(required(parameters, "path"), arguments(parameters)));
	}

	@GetMapping("/api/clears/{id}")
	ResponseEntity<byte[]> clear(@RequestHeader HttpHeaders headers, @PathVariable("id") String id) {
		return respondNow(headers, () -> this.explorer.clear(id));
	}

	@PostMapping("/api/clears/{id}")
	ResponseEntity<byte[]> confirmClear(@RequestHeader HttpHeaders headers, @PathVariable("id") String id,
			@RequestParam MultiValueMap<String, String> parameters) {
		return change(headers, () -> this.explorer.confirmClear(id, required(parameters, "confirmation")));
	}

	@PostMapping("/api/clears/{id}/cancel")
	ResponseEntity<byte[]> cancelClear(@RequestHeader HttpHeaders headers, @PathVariable("id") String id) {
		return change(headers, () -> this.explorer.cancelClear(id));
	}

	private static String required(MultiValueMap<String, String> parameters, String name) {
		String value = parameters.getFirst(name);
		if (value == null) {
			throw new IllegalArgumentException("Parameter '%s' is missing".formatted(name));
		}
		return value;
	}

	/**
	 * The arguments, of which WebFlux has those without a value as {@code null}.
	 */
	private static List<String> arguments(MultiValueMap<String, String> parameters) {
		return parameters.getOrDefault("argument", List.of())
			.stream()
			.map((argument) -> Objects.requireNonNullElse(argument, ""))
			.toList();
	}

	private ResponseEntity<byte[]> change(HttpHeaders headers, Supplier<Object> answer) {
		return respondNow(headers, () -> {
			CrossSite.requireHeader(headers);
			require(this.settings.allowClear(), "Clearing is not allowed, see redisimnest.explorer.allow-clear");
			return answer.get();
		});
	}

	private static void require(boolean allowed, String otherwise) {
		if (!allowed) {
			throw new RefusedException(HttpStatus.FORBIDDEN, otherwise);
		}
	}

	/**
	 * Answers at once: nothing of that waits for Redis.
	 */
	private static ResponseEntity<byte[]> respondNow(HttpHeaders headers, Supplier<Object> answer) {
		try {
			CrossSite.refuse(headers);
			return ExplorerResponse.of(answer.get());
		}
		catch (RuntimeException ex) {
			return ExplorerResponse.failed(ex);
		}
	}

	/**
	 * Answers from a thread that may wait, of which there are few. What is still waiting
	 * for one when its time is over is not begun.
	 * @param headers the headers of the request
	 * @param request checks the request, in its own thread, and gives what is to be done
	 */
	private CompletableFuture<ResponseEntity<byte[]>> respond(HttpHeaders headers, Supplier<Supplier<Object>> request) {
		try {
			CrossSite.refuse(headers);
			return CompletableFuture.supplyAsync(request.get(), this.executor)
				.orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
				.handle((body, ex) -> (ex != null) ? ExplorerResponse.failed(cause(ex)) : ExplorerResponse.of(body));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.completedFuture(ExplorerResponse.failed(ex));
		}
	}

	private static Throwable cause(Throwable ex) {
		return (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
	}

	@Override
	public void destroy() {
		this.executor.shutdownNow();
		this.explorer.close();
	}

}
