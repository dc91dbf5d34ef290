package dev.nightsweep.faults;

import java.util.LinkedHashMap;
import java.util.Map;

/** The sweeps that faults happen to. */
final class SoakSpecs {
  /** Nets that train in seconds. */
  static final String REAL =
      """
      name: soak
      method: grid
      parameters:
        lrn: {values: [false, true]}
        width: {value: 0.05}
        train_size: {value: 160}
        validation_size: {value: 100}
        batch_size: {value: 20}
        learning_rate: {value: 0.03}
        epochs: {value: 8}
      ablation: {seeds: 4, margin: {validation_accuracy: 0.05}}
      """;

  static final int PEER_TRIALS = 48;
  static final int PEER_REPORTS = 50;

  /** Of the simulator, as {@code src/bench/optuna_kills.py} has it. */
  static final String LIKE_PEERS =
      """
      name: soak
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {values: [0.01, 0.02]}
        epochs: {value: 50}
        simulate.seconds_per_epoch: {value: 0.02}
      ablation: {seeds: 12, margin: {validation_accuracy: 0.01}}
      """;

  private SoakSpecs() {}

  /** Searches, a sweep that tunes its arms, and one that adds seeds, by name. */
  static Map<String, SoakSweep> searches() {
    String synchronous = "search: {schedule: synchronous}\n";
    String hyperband = "early_terminate: {type: hyperband, min_iter: 1, eta: 3}\n";
    String promotion =
        "ablation: {pruner: {type: successive_halving, min_epochs: 1, form: promote}}\n";
    Map<String, SoakSweep> sweeps = new LinkedHashMap<>();
    sweeps.put(
        "bayes, hyperband, synchronous", SoakSweep.of(search("bayes") + hyperband + synchronous));
    sweeps.put("bayes, hyperband", SoakSweep.asynchronous(search("bayes") + hyperband));
    sweeps.put("promotion, synchronous", SoakSweep.of(search("random") + promotion + synchronous));
    sweeps.put("promotion", SoakSweep.asynchronous(search("random") + promotion));
    sweeps.put("nuisance", SoakSweep.of(tuned()));
    sweeps.put(
        "until settled", SoakSweep.of(simulated(3, 0.1), "--until-settled", "--max-seeds", "8"));
    return sweeps;
  }

  private static String search(String method) {
    return """
    name: soak
    program: simulated
    method: %s
    run_cap: 14
    metric: {name: validation_accuracy, goal: maximize}
    parameters:
      learning_rate: {distribution: log_uniform_values, min: 0.0005, max: 0.05}
      dropout: {min: 0.0, max: 0.7}
      epochs: {value: 9}
      simulate.seconds_per_epoch: {value: 0.1}
      simulate.crash_rate: {value: 0.05}
    """
        .formatted(method);
  }

  private static String tuned() {
    return simulated(3, 0.1)
        .replace("name: soak", "name: soak\ndescription: tuned inside every arm")
        .replace("ablation: {", "ablation: {nuisance: [learning_rate], ");
  }

  /** The first experiment with a tenth of its images: the same nets, seeds and epochs. */
  static String smaller(String experiment) {
    return experiment
        .replace("train_size: {value: 6000}", "train_size: {value: 600}")
        .replace("validation_size: {value: 2000}", "validation_size: {value: 500}");
  }

  /** Of the simulator, with runs that diverge and workers that crash by themselves, too. */
  static String simulated(int seeds, double secondsPerEpoch) {
    return """
    name: soak
    program: simulated
    method: grid
    parameters:
      lrn: {values: [false, true]}
      learning_rate: {values: [0.01, 0.02]}
      epochs: {value: 6}
      simulate.seconds_per_epoch: {value: %s}
      simulate.crash_rate: {value: 0.05}
      simulate.nan_rate: {value: 0.1}
    ablation: {seeds: %d, margin: {validation_accuracy: 0.01}}
    """
        .formatted(secondsPerEpoch, seeds);
  }

  /** Of the simulator, without anything going wrong by itself. */
  static String quiet(String name, int seeds, double secondsPerEpoch) {
    return """
    name: %s
    program: simulated
    method: grid
    parameters:
      lrn: {values: [false, true]}
      epochs: {value: 4}
      simulate.seconds_per_epoch: {value: %s}
    ablation: {seeds: %d, margin: {validation_accuracy: 0.01}}
    """
        .formatted(name, secondsPerEpoch, seeds);
  }
}
