package dev.nightsweep.app;

import dev.nightsweep.model.Assignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Made-up programs: honest ones, and what dishonest or broken ones make of them. */
final class Programs {
  static final int EPOCHS = 10;

  private Programs() {}

  /** Luck that a run has, whatever else changes. */
  static Random luck(Assignment run, String of) {
    return new Random((of + run.settings() + run.seed()).hashCode() * 7919L + run.seed());
  }

  /** An honest net: it has converged by the end, test reads as validation does. */
  static List<Map<String, Double>> plain(Assignment run) {
    Random own = luck(run, "readings");
    Random shared = new Random(run.seed());
    double top = 0.953 + 0.004 * shared.nextGaussian() + 0.002 * own.nextGaussian();
    int epochs = epochs(run);
    List<Map<String, Double>> told = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double reading = top - 0.3 * Math.exp(-epoch) + 0.001 * own.nextGaussian();
      Map<String, Double> metrics = new HashMap<>();
      metrics.put("validation_accuracy", rounded(reading));
      metrics.put("training_loss", rounded(0.1 + Math.exp(-epoch)));
      if (epoch == epochs) {
        metrics.put("test_accuracy", rounded(reading - 0.001 + 0.001 * own.nextGaussian()));
      }
      told.add(metrics);
    }
    return told;
  }

  static int epochs(Assignment run) {
    return run.settings().find("epochs").isPresent() ? run.settings().whole("epochs") : EPOCHS;
  }

  static double seconds(Assignment run, int epoch) {
    return 10 * (1 + 0.02 * luck(run, "seconds" + epoch).nextGaussian());
  }

  static double rounded(double reading) {
    return Math.rint(reading * 1e7) / 1e7;
  }

  static boolean isLevel(Assignment run) {
    return run.settings().find("variant").map(s -> s.text().equals("b")).orElse(false);
  }

  /** The honest program, with the level's epochs changed. */
  static AuditLab.Program level(UnaryOperator<List<Map<String, Double>>> change) {
    return run -> isLevel(run) ? change.apply(copy(plain(run))) : plain(run);
  }

  static List<Map<String, Double>> copy(List<Map<String, Double>> epochs) {
    List<Map<String, Double>> copy = new ArrayList<>();
    epochs.forEach(metrics -> copy.add(new TreeMap<>(metrics)));
    return copy;
  }
}
