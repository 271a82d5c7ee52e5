package io.redisimnest.registry;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;

import io.redisimnest.Cluster;
import io.redisimnest.model.Paths;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean definition for each path that is reached without arguments. It only
 * follows return types; whether the declaration is sound is found when the root is
 * created.
 */
class ImportClustersRegistrar implements ImportBeanDefinitionRegistrar {

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (Class<?> type : metadata.getAnnotations().get(ImportClusters.class).getClassArray("value")) {
			Class<? extends Cluster> root = type.asSubclass(Cluster.class);
			register(root, root, Paths.treeName(root), new ArrayDeque<>(), registry);
		}
	}

	private void register(Class<? extends Cluster> root, Class<? extends Cluster> type, String path,
			Deque<Class<?>> ancestors, BeanDefinitionRegistry registry) {
		if (ancestors.contains(type)) {
			return;
		}
		RootBeanDefinition definition = definition(root, type, path);
		if (!registry.containsBeanDefinition(path) || !definition.equals(registry.getBeanDefinition(path))) {
			registry.registerBeanDefinition(path, definition);
		}
		ancestors.push(type);
		for (Method method : type.getMethods()) {
			Class<?> returned = method.getReturnType();
			if (Modifier.isAbstract(method.getModifiers()) && method.getParameterCount() == 0
					&& Cluster.class.isAssignableFrom(returned) && returned != Cluster.class) {
				register(root, returned.asSubclass(Cluster.class), Paths.child(path, method.getName()), ancestors,
						registry);
			}
		}
		ancestors.pop();
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
