package io.redisimnest.benchmarks;

import java.util.List;

import redis.clients.jedis.Jedis;

/**
 * What work costs the servers themselves.
 */
final class ServerTime {

	private final List<Jedis> servers;

	private final double before;

	/**
	 * Begins to measure.
	 * @param servers connections to all servers
	 */
	ServerTime(List<Jedis> servers) {
		this.servers = servers;
		servers.forEach(Jedis::configResetStat);
		this.before = processorMillis();
	}

	/**
	 * The processor time of the threads that run commands, since the beginning. Others
	 * free the memory of what is unlinked.
	 */
	double processor() {
		return processorMillis() - this.before;
	}

	private double processorMillis() {
		double seconds = 0;
		for (Jedis server : this.servers) {
			String cpu = server.info("cpu");
			seconds += Double.parseDouble(RedisProcess.field(cpu, "used_cpu_sys_main_thread"));
			seconds += Double.parseDouble(RedisProcess.field(cpu, "used_cpu_user_main_thread"));
		}
		return seconds * 1000;
	}

	/**
	 * The time that the servers themselves count for commands since the beginning, their
	 * input and output left out.
	 * @param names the commands
	 * @return milliseconds
	 */
	double commands(String... names) {
		long micros = 0;
		for (Jedis server : this.servers) {
			String statistics = server.info("commandstats");
			for (String name : names) {
				if (statistics.contains("cmdstat_" + name + ":")) {
					micros += Long
						.parseLong(RedisProcess.field(statistics, "cmdstat_" + name).split("usec=")[1].split(",")[0]);
				}
			}
		}
		return micros / 1000.0;
	}

}
