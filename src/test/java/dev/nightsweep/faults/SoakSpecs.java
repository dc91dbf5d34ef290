package dev.nightsweep.faults;

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
