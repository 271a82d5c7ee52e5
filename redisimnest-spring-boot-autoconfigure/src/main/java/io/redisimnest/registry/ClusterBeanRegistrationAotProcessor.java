package io.redisimnest.registry;

import io.redisimnest.Cluster;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.ResolvableType;

/**
 * Makes ready for a native image each tree, or part of one, that is a bean: by
 * {@link ImportClusters @ImportClusters} or by a method of the application's own.
 */
class ClusterBeanRegistrationAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = type(registeredBean.getBeanType());
		if (!type.isInterface() || !Cluster.class.isAssignableFrom(type) || type == Cluster.class) {
			return null;
		}
		return (generationContext, registrationCode) -> new ClusterHints(generationContext.getRuntimeHints())
			.register(type.asSubclass(Cluster.class));
	}

	private static Class<?> type(ResolvableType bean) {
		ResolvableType factoryBean = bean.as(FactoryBean.class);
		return ((factoryBean != ResolvableType.NONE) ? factoryBean.getGeneric() : bean).toClass();
	}

}
