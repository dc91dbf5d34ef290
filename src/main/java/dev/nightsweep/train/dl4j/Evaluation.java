package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.PredictionsFile;
import dev.nightsweep.model.ClassLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a net makes of a set of images it does not learn from. */
final class Evaluation {
  /** Enough for fast products, little enough for small memories. */
  private static final int BATCH = 125;

  private final int classes;
  private final int[] truth;
  private final int[] predicted;
  private final float[] ofPredicted;
  private final float[] ofTruth;

  private Evaluation(int classes, int images) {
    this.classes = classes;
    truth = new int[images];
    predicted = new int[images];
    ofPredicted = new float[images];
    ofTruth = new float[images];
  }

  /**
   * Evaluates the images of those numbers.
   *
   * @param sign is run after every few images: a large net takes long over all of them, and who
   *     waits wants to see that it lives
   */
  static Evaluation of(
      NetInTraining net, ImageFeed feed, LabelledImages images, int[] numbers, Runnable sign) {
    Evaluation evaluation = new Evaluation(images.classes(), numbers.length);
    int place = 0;
    for (int[] some : batches(numbers).toList()) {
      float[] probabilities = net.probabilities(feed.batch(some));
      for (int i = 0; i < some.length; i++) {
        evaluation.add(place++, images.label(some[i]), probabilities, i);
      }
      sign.run();
    }
    return evaluation;
  }

  /** Those numbers in as many as are evaluated together. */
  static Stream<int[]> batches(int[] numbers) {
    return IntStream.iterate(0, start -> start < numbers.length, start -> start + BATCH)
        .mapToObj(
            start -> Arrays.copyOfRange(numbers, start, Math.min(numbers.length, start + BATCH)));
  }

  private void add(int place, int label, float[] probabilities, int row) {
    int offset = row * classes;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = probabilities[offset + c] > probabilities[offset + best] ? c : best;
    }
    truth[place] = label;
    predicted[place] = best;
    ofPredicted[place] = probabilities[offset + best];
    ofTruth[place] = probabilities[offset + label];
  }

  /** What the net makes of each image. */
  List<PredictionsFile.Prediction> predicted() {
    return IntStream.range(0, truth.length)
        .mapToObj(i -> new PredictionsFile.Prediction(predicted[i], ofPredicted[i], ofTruth[i]))
        .toList();
  }

  /**
   * What is measured of these images.
   *
   * @param part of the data, as the names of its metrics begin
   */
  Map<String, Double> metrics(String part) {
    return Map.of(part + "loss", loss(), part + "accuracy", accuracy());
  }

  /** Mean cross-entropy in nats. */
  double loss() {
    double sum = 0;
    for (float p : ofTruth) {
      sum -= StrictMath.log(Math.max(p, Softmax.MIN_PROBABILITY));
    }
    return sum / truth.length;
  }

  /** Fraction of images classified rightly. */
  double accuracy() {
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      right += truth[i] == predicted[i] ? 1 : 0;
    }
    return (double) right / truth.length;
  }

  /** Rows are true classes, columns predicted ones. */
  List<List<Integer>> confusion() {
    return truth().confusion(predictions(), classes);
  }

  ClassLabels predictions() {
    return ClassLabels.of(predicted);
  }

  ClassLabels truth() {
    return ClassLabels.of(truth);
  }
}
