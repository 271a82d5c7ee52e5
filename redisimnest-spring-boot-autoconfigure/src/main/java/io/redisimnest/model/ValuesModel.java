package io.redisimnest.model;

import java.lang.reflect.Method;
import java.util.List;

import org.springframework.core.ResolvableType;

/**
 * Several values of a cluster that are read at once, as declared.
 *
 * @param methods the methods that declare it
 * @param type the record
 * @param keys the key of each component
 */
public record ValuesModel(List<Method> methods, ResolvableType type, List<KeyModel> keys) {

}
