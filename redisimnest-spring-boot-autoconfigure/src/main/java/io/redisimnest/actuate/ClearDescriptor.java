package io.redisimnest.actuate;

import io.redisimnest.ClearReport;
import io.redisimnest.registry.Branch;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint deleted.
 *
 * @param path the path of the cluster
 * @param prefix its concrete prefix
 * @param deleted the number of keys
 * @param complete whether all keys are gone that were there when it began; else ask again
 */
public record ClearDescriptor(String path, String prefix, long deleted,
		boolean complete) implements OperationResponseBody {

	/**
	 * Whether there was nothing to delete.
	 */
	boolean isNothing() {
		return this.deleted == 0 && this.complete;
	}

	static ClearDescriptor of(Branch branch, ClearReport report) {
		return new ClearDescriptor(branch.cluster().path(), branch.prefix(), report.deleted(), report.complete());
	}

}
