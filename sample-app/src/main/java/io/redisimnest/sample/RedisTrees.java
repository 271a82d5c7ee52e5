package io.redisimnest.sample;

import io.redisimnest.registry.ImportClusters;

import org.springframework.context.annotation.Configuration;

/**
 * Makes {@link Root}, and its clusters without parameters, beans.
 */
@Configuration(proxyBeanMethods = false)
@ImportClusters(Root.class)
class RedisTrees {

}
