package dev.nightsweep.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a completed run leaves, beside its epochs.
 *
 * @param metrics readings taken once, at the end: test loss and accuracy, peak memory
 * @param confusion rows are true classes, columns predicted ones, cells count test images
 * @param predictions the predicted class of every test image, in file order, a digit each
 * @param parameterHash SHA-256 of the final parameters' bytes
 */
public record RunResult(
    Map<String, Double> metrics,
    List<List<Integer>> confusion,
    String predictions,
    String parameterHash) {
  public RunResult {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    confusion = confusion.stream().map(List::copyOf).toList();
  }
}
