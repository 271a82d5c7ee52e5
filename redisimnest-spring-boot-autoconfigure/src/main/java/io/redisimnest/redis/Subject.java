package io.redisimnest.redis;

/**
 * What an operation is about, for logs and messages.
 *
 * @param path the path of the declared node
 * @param template its full template
 * @param kind the name of its kind
 * @param name the concrete key, or the concrete prefix of a cluster
 */
public record Subject(String path, String template, String kind, String name) {

}
