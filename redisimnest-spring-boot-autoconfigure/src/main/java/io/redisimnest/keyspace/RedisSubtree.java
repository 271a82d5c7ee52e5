package io.redisimnest.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.redisimnest.ClearOptions;
import io.redisimnest.ClearReport;
import io.redisimnest.IncompleteClearException;
import io.redisimnest.Progress;
import io.redisimnest.ProtectedClusterException;
import io.redisimnest.Subtree;
import io.redisimnest.redis.Nodes;
import io.redisimnest.redis.Subject;

/**
 * The keys of a scope.
 */
final class RedisSubtree implements Subtree {

	private final Keyspace keyspace;

	private final Subject subject;

	private final KeyScope scope;

	private final List<String> protectedPaths;

	/**
	 * Create a subtree.
	 * @param keyspace where its keys are
	 * @param subject the cluster, with its concrete prefix
	 * @param scope which keys
	 * @param protectedPaths the paths of the protected clusters in it
	 */
	RedisSubtree(Keyspace keyspace, Subject subject, KeyScope scope, List<String> protectedPaths) {
		this.keyspace = keyspace;
		this.subject = subject;
		this.scope = scope;
		this.protectedPaths = protectedPaths;
	}

	private Pass pass(Pace pace) {
		return new Pass(this.keyspace.dispatcher(), this.subject, this.scope, this.keyspace.settings().scanCount(),
				pace);
	}

	@Override
	public Stream<String> keys() {
		Iterator<byte[]> keys = new KeyIterator(pass(Pace.UNBOUND));
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(keys, Spliterator.NONNULL | Spliterator.IMMUTABLE), false)
			.map((key) -> new String(key, StandardCharsets.UTF_8));
	}

	@Override
	public long count() {
		Counting counting = new Counting();
		pass(Pace.UNBOUND).run(counting);
		return counting.sum();
	}

	@Override
	public ClearReport clear(ClearOptions options) {
		if (!this.protectedPaths.isEmpty() && !options.isProtectedIncluded()) {
			throw new ProtectedClusterException(this.subject.name(), this.protectedPaths);
		}
		Pass pass = pass(new Pace(options.getKeysPerSecond(), Long.MAX_VALUE, null, options.getListener()));
		if (options.isDryRun()) {
			Classifying classifying = new Classifying(this.keyspace.matcher(), options.getLimit());
			boolean complete = pass.run(classifying);
			return new ClearReport(0, classifying.byTemplate(), pass.took(), complete);
		}
		Clearing clearing = new Clearing(this.keyspace.dispatcher(), this.subject, this.keyspace.settings(), options);
		try {
			boolean complete = pass.run(clearing);
			return new ClearReport(clearing.deleted(), Map.of(), pass.took(), complete);
		}
		catch (RuntimeException ex) {
			clearing.end();
			if (!clearing.isBegun()) {
				throw ex;
			}
			throw new IncompleteClearException(this.subject.name(),
					new ClearReport(clearing.deleted(), Map.of(), pass.took(), false), ex);
		}
	}

	@Override
	public long reencryptSecrets(Consumer<Progress> listener) {
		Reencrypting reencrypting = new Reencrypting(this.keyspace.matcher(), this.keyspace.secrets());
		pass(new Pace(Long.MAX_VALUE, Long.MAX_VALUE, null, listener)).run(reencrypting);
		return reencrypting.count();
	}

	/**
	 * What is scanned.
	 */
	@Override
	public String toString() {
		return this.subject.name();
	}

	/**
	 * The keys of a pass, one page in memory at a time.
	 */
	private static final class KeyIterator implements Iterator<byte[]>, Pass.Visitor {

		private final Pass pass;

		private Iterator<byte[]> page = List.<byte[]>of().iterator();

		private boolean complete;

		private KeyIterator(Pass pass) {
			this.pass = pass;
		}

		@Override
		public boolean visit(KeyScan scan, List<byte[]> keys, Nodes nodes) {
			this.page = keys.iterator();
			return true;
		}

		@Override
		public void forget(KeyScan scan) {
			// What was listed will be listed again.
		}

		@Override
		public boolean hasNext() {
			while (!this.page.hasNext() && !this.complete) {
				this.complete = this.pass.runPage(this);
			}
			return this.page.hasNext();
		}

		@Override
		public byte[] next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			return this.page.next();
		}

	}

}
