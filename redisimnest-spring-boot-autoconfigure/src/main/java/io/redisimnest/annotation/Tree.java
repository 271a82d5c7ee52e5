package io.redisimnest.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the tree of a root cluster, where its simple name, decapitalised, does not serve.
 * The name is the first part of every path of the tree, and the name of the root's bean.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Tree {

	/**
	 * The name of the tree.
	 * @return the name: letters, digits, {@code -} and {@code _}
	 */
	String value();

}
