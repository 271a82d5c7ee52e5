package io.redisimnest.autoconfigure;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

/**
 * Explains that a tree, or what makes trees, is not a bean, before Boot proposes to
 * declare one.
 */
class MissingTreeFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> implements Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		ResolvableType resolvable = cause.getResolvableType();
		Class<?> type = (resolvable != null) ? resolvable.resolve() : null;
		if (type == null || cause.getNumberOfBeansFound() > 0) {
			return null;
		}
		if (type == ClusterFactory.class) {
			return new FailureAnalysis("There is no ClusterFactory to make trees with.",
					"Let Redisimnest's auto-configuration apply. In a test of a slice of the application, "
							+ "add @ImportAutoConfiguration(RedisimnestAutoConfiguration.class), or keep @ImportClusters out of it: "
							+ "put it on a @Configuration class of its own.",
					cause);
		}
		if (!Cluster.class.isAssignableFrom(type)) {
			return null;
		}
		return new FailureAnalysis(
				"There is no bean of type %s, which is a tree, or a cluster of one.".formatted(type.getName()),
				"Name the root of the tree in @ImportClusters on a @Configuration class. Of its clusters, those are beans that "
						+ "are reached without arguments.",
				cause);
	}

}
