package io.redisimnest.registry;

import java.util.Arrays;

import io.redisimnest.Cluster;
import io.redisimnest.model.InjectableClusters;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean definition for each cluster that is reached without arguments.
 */
class ImportClustersRegistrar implements ImportBeanDefinitionRegistrar {

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		metadata.getAnnotations()
			.stream(ImportClusters.class)
			.flatMap((annotation) -> Arrays.stream(annotation.getClassArray("value")))
			.distinct()
			.forEach((root) -> register(root.asSubclass(Cluster.class), registry));
	}

	private void register(Class<? extends Cluster> root, BeanDefinitionRegistry registry) {
		InjectableClusters.of(root).forEach((path, type) -> {
			RootBeanDefinition definition = definition(root, type, path);
			if (!registry.containsBeanDefinition(path) || !definition.equals(registry.getBeanDefinition(path))) {
				registry.registerBeanDefinition(path, definition);
			}
		});
	}

	private static RootBeanDefinition definition(Class<? extends Cluster> root, Class<? extends Cluster> type,
			String path) {
		RootBeanDefinition definition = new RootBeanDefinition(ClusterFactoryBean.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, root);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(1, type);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(2, path);
		definition.setTargetType(ResolvableType.forClassWithGenerics(ClusterFactoryBean.class, type));
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		// A broken declaration stops the application even where beans are lazy.
		definition.setLazyInit(false);
		return definition;
	}

}
