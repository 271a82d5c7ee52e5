package io.redisimnest.secret;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.function.SingletonSupplier;

/**
 * Passwords hashed by Spring Security.
 */
public final class EncoderHashing implements PasswordHashing {

	/** That of Python's {@code bcrypt.gensalt()}. */
	private static final int PYTHON_ROUNDS = 12;

	private final PasswordEncoder encoder;

	private final Supplier<String> other = SingletonSupplier.of(() -> hash("no password"));

	private EncoderHashing(PasswordEncoder encoder) {
		this.encoder = encoder;
	}

	/**
	 * Hashes as the application does.
	 * @param encoder its encoder, {@code null} for Spring Security's defaults
	 * @return the hashing
	 */
	public static PasswordHashing of(@Nullable PasswordEncoder encoder) {
		return new EncoderHashing(
				(encoder != null) ? encoder : PasswordEncoderFactories.createDelegatingPasswordEncoder());
	}

	/**
	 * Hashes as the Python package does.
	 * @return the hashing
	 */
	public static PasswordHashing ofPython() {
		return new EncoderHashing(new BCryptPasswordEncoder(BCryptVersion.$2B, PYTHON_ROUNDS));
	}

	@Override
	public String hash(CharSequence password) {
		String hash = this.encoder.encode(password);
		if (hash == null) {
			throw new IllegalArgumentException("Password must not be null");
		}
		return hash;
	}

	@Override
	public boolean matches(CharSequence password, @Nullable String hash) {
		try {
			return this.encoder.matches(password, (hash != null) ? hash : this.other.get()) && hash != null;
		}
		catch (RuntimeException ex) {
			throw new SecretException("a text that is no hash of the PasswordEncoder");
		}
	}

	@Override
	public boolean isOutdated(String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

}
