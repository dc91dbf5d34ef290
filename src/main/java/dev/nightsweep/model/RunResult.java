package dev.nightsweep.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a completed run leaves, beside its epochs.
 *
 * @param metrics readings taken once, at the end: test loss and accuracy, peak memory
 * @param confusion rows are true classes, columns predicted ones, cells count test images
 * @param predictions the predicted class of every test image, in file order
 * @param truth the true class of every test image, likewise; kept with the run, so that runs can be
 *     compared image by image when the data set is no longer at hand; may be empty
 * @param parameterHash SHA-256 of the final parameters' bytes
 * @param filters of the first convolution, to be looked at, if the net has such
 */
public record RunResult(
    Map<String, Double> metrics,
    List<List<Integer>> confusion,
    ClassLabels predictions,
    ClassLabels truth,
    String parameterHash,
    Optional<Filters> filters) {
  public RunResult {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    confusion = confusion.stream().map(List::copyOf).toList();
    truth = truth == null ? ClassLabels.NONE : truth; // left out where empty
    filters = filters == null ? Optional.empty() : filters;
  }

  /** A result without filters. */
  public RunResult(
      Map<String, Double> metrics,
      List<List<Integer>> confusion,
      ClassLabels predictions,
      ClassLabels truth,
      String parameterHash) {
    this(metrics, confusion, predictions, truth, parameterHash, Optional.empty());
  }

  /** A result that tells neither the true classes nor filters. */
  public RunResult(
      Map<String, Double> metrics,
      List<List<Integer>> confusion,
      ClassLabels predictions,
      String parameterHash) {
    this(metrics, confusion, predictions, ClassLabels.NONE, parameterHash, Optional.empty());
  }

  /** The same with other predictions and true classes. */
  public RunResult withImages(ClassLabels predictions, ClassLabels truth) {
    return new RunResult(metrics, confusion, predictions, truth, parameterHash, filters);
  }

  /** Whether it tells, image by image, what was right. */
  public boolean hasImages() {
    return !truth.isEmpty() && truth.size() == predictions.size();
  }
}
