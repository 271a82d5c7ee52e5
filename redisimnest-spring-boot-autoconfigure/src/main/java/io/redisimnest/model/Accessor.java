package io.redisimnest.model;

import java.lang.reflect.Method;
import java.util.List;

/**
 * The method of a cluster that opens a node, and how its arguments become a name.
 *
 * @param method the method
 * @param methods the method and all that it overrides, with bridges
 * @param template the node's own part of the template
 * @param order for each parameter of the template the index of the method's parameter
 */
public record Accessor(Method method, List<Method> methods, KeyTemplate template, List<Integer> order) {

	/**
	 * The name of the node within its cluster.
	 * @return the name of the method
	 */
	public String name() {
		return this.method.getName();
	}

	/**
	 * The arguments of a call in the order of the template.
	 * @param arguments the arguments of the method
	 * @return the arguments of the template
	 */
	public Object[] arrange(Object[] arguments) {
		if (arguments.length == 1) {
			return arguments;
		}
		Object[] arranged = new Object[arguments.length];
		for (int i = 0; i < arranged.length; i++) {
			arranged[i] = arguments[this.order.get(i)];
		}
		return arranged;
	}

}
