package io.redisimnest.redis;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;

/**
 * Tells a native image what drivers look for in the clients that there are.
 */
class ClientRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerTypeIfPresent(classLoader, Driver.Clients.LETTUCE_TYPE, TypeHint.Builder::withMembers)
			.registerTypeIfPresent(classLoader, Driver.Clients.JEDIS_TYPE, (type) -> type.withField("provider"));
	}

}
