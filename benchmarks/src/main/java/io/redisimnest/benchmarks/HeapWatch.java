package io.redisimnest.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;

/**
 * How much of the heap of this virtual machine is in use: the most that any garbage
 * collection left.
 */
final class HeapWatch {

	private final AtomicLong peak = new AtomicLong();

	/**
	 * Begins to watch.
	 */
	HeapWatch() {
		List<String> pools = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.map(MemoryPoolMXBean::getName)
			.collect(Collectors.toList());
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			((NotificationEmitter) collector).addNotificationListener((notification, handback) -> {
				long used = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
					.getGcInfo()
					.getMemoryUsageAfterGc()
					.entrySet()
					.stream()
					.filter((usage) -> pools.contains(usage.getKey()))
					.mapToLong((usage) -> usage.getValue().getUsed())
					.sum();
				this.peak.accumulateAndGet(used, Math::max);
			}, null, null);
		}
	}

	/**
	 * The peak so far.
	 * @return megabytes
	 */
	long peak() {
		return this.peak.get() >> 20;
	}

}
