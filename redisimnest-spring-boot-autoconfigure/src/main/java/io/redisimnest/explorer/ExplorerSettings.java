package io.redisimnest.explorer;

/**
 * What the explorer allows.
 *
 * @param path where the page is, without a final slash
 * @param showValues to whom values are shown
 * @param allowClear whether keys can be deleted
 */
public record ExplorerSettings(String path, ShowValues showValues, boolean allowClear) {

}
