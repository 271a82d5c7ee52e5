package io.redisimnest.model;

import java.lang.reflect.Method;
import java.util.List;

/**
 * All instances of a cluster with parameters, as declared beside its accessor.
 *
 * @param methods the methods that declare them
 * @param cluster the cluster, a child of the one that declares them
 */
public record InstancesModel(List<Method> methods, ClusterModel cluster) {

}
