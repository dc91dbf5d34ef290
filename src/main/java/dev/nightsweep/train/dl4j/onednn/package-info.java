/**
 * Nets computed by oneDNN on the CPU: layers forward and backward for batches of one size, images
 * with their channels innermost. Knows neither DL4J nor what a run is.
 *
 * @see <a href="https://uxlfoundation.github.io/oneDNN/">oneDNN's documentation</a>
 */
package dev.nightsweep.train.dl4j.onednn;
