package io.redisimnest.redis;

import io.redisimnest.Cluster;
import io.redisimnest.annotation.Prefix;
import io.redisimnest.annotation.Ttl;
import io.redisimnest.key.LockKey;

/**
 * Locks for tests.
 */
@Prefix("locks")
@Ttl("30s")
interface Locks extends Cluster {

	LockKey job();

	@Ttl("6s")
	LockKey brief();

	@Ttl("12s")
	LockKey patient();

	@Prefix("jobs:{id}")
	LockKey jobs(int id);

}
