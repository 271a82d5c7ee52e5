package io.redisimnest.registry;

import java.lang.reflect.Method;
import java.util.Objects;

import io.redisimnest.Cluster;
import io.redisimnest.ClusterFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.ReflectionUtils;

/**
 * The bean of a root, or of a cluster that is reached from it without arguments.
 *
 * @param <T> the interface of the cluster
 */
class ClusterFactoryBean<T extends Cluster> implements FactoryBean<T>, BeanFactoryAware, InitializingBean {

	private final Class<? extends Cluster> root;

	private final Class<T> type;

	private final String path;

	private @Nullable BeanFactory beanFactory;

	private @Nullable T cluster;

	/**
	 * Create a factory bean.
	 * @param root the interface of the root
	 * @param type the interface of the cluster
	 * @param path the path of the cluster
	 */
	ClusterFactoryBean(Class<? extends Cluster> root, Class<T> type, String path) {
		this.root = root;
		this.type = type;
		this.path = path;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterPropertiesSet() {
		ClusterFactory factory = Objects.requireNonNull(this.beanFactory).getBean(ClusterFactory.class);
		Object current = factory.create(this.root);
		String[] names = this.path.split("\\.");
		for (int i = 1; i < names.length; i++) {
			Class<?> currentType = current.getClass().getInterfaces()[0];
			Method accessor = Objects.requireNonNull(ReflectionUtils.findMethod(currentType, names[i]));
			ReflectionUtils.makeAccessible(accessor);
			current = Objects.requireNonNull(ReflectionUtils.invokeMethod(accessor, current));
		}
		this.cluster = this.type.cast(current);
	}

	@Override
	public @Nullable T getObject() {
		return this.cluster;
	}

	@Override
	public Class<T> getObjectType() {
		return this.type;
	}

}
