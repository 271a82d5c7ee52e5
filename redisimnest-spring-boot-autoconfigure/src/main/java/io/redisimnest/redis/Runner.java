package io.redisimnest.redis;

/**
 * What the operations of a key are given to.
 */
interface Runner {

	/**
	 * Takes an operation.
	 * @param <R> the type of its result
	 * @param operation the operation
	 * @return its result
	 */
	<R> R run(Operation<R> operation);

	/**
	 * The dispatcher, for work that takes several operations.
	 * @param subject the key
	 * @param name the name of the work
	 * @return the dispatcher
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if only single
	 * operations are taken
	 */
	Dispatcher converse(Subject subject, String name);

}
