package io.redisimnest.explorer;

import io.redisimnest.explorer.ExplorerResponse.ErrorView;
import io.redisimnest.explorer.TreeView.ClusterView;
import io.redisimnest.explorer.TreeView.KeyView;
import io.redisimnest.redis.ValuePreview;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Tells a native image what the page is made of, what is written as JSON, and that Spring
 * Security is looked for.
 */
class ExplorerRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/redisimnest/explorer/*");
		hints.reflection().registerTypeIfPresent(classLoader, SpringSecurity.SERVLET_TOKEN, (type) -> {
		});
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), TreeView.class,
				ClusterView.class, KeyView.class, KeysView.class, ClearView.class, ValuePreview.class, ErrorView.class);
	}

}
