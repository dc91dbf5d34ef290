package dev.nightsweep.report;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.StudyObservations;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.publish.queries.StoreQueries;
import java.util.List;
import java.util.Optional;

/** Pages' facts, made by hand from {@link Study}. */
public final class PageSamples {
  public static final String HOSTILE = "</script><img src=x onerror=\"alert(1)\">'&{{${1}";
  public static final String SPEC =
      """
      name: lrn-ablation
      description: Does local response normalization earn its cost on MNIST?
      parameters:
        lrn: {values: [false, true]}
      ablation:
        seeds: 6
        margin: {validation_accuracy: 0.01, time: 0.05}
      """;

  private PageSamples() {}

  public static Pages pages() {
    return new Pages(new StoreQueries());
  }

  public static SweepFacts facts(Study study) {
    SweepAnalysis analysis = new SweepAnalysis(new StudyObservations(study));
    List<RunFacts> runs =
        study.runs().stream()
            .map(
                run ->
                    new RunFacts(
                        run,
                        study.attempts(run.runId()),
                        study.curves(run.runId()),
                        study.environment(run.runId()),
                        study.model(run.runId()),
                        study.result(run.runId()),
                        List.of()))
            .toList();
    Settings defaults =
        Settings.NONE
            .with("batch_size", Setting.of(64L))
            .with("dataset", Setting.of("mnist"))
            .with("dropout", Setting.of(0.5))
            .with("lrn", Setting.of(false))
            .with("learning_rate", Setting.of(0.01));
    ProgramFacts program =
        new ProgramFacts(Optional.of(defaults), DeclaredMetrics.NONE, "Someone 1999");
    return new SweepFacts(analysis.sweep(), analysis, runs, SPEC, Optional.empty(), program);
  }

  /** The page of one of its runs, by its place. */
  public static String runPage(SweepFacts facts, int run) {
    return pages().run(facts.runs().get(run), facts.sweep(), facts.program(), TestedImages.NONE);
  }

  /** Two arms, six seeds, margins: the common case. */
  public static Study equivalent() {
    return Study.lrn(6)
        .margin(Metrics.VALIDATION_ACCURACY, 0.01)
        .margin(Metrics.TIME, 0.05)
        .crashedOnce(
            "lrn",
            4,
            "The worker died (exit code 134).",
            "epoch 2 done",
            "free(): invalid pointer");
  }

  /** Two factors, ten seeds, one run diverged and one failed. */
  public static Study grid() {
    return Study.grid(10)
        .margin(Metrics.VALIDATION_ACCURACY, 0.001)
        .margin(Metrics.TIME, 0.05)
        .end(
            "n5",
            7,
            RunState.DIVERGED,
            "validation_loss became NaN in epoch 2.",
            "step 800: loss NaN")
        .reading("n5", 7, Metrics.VALIDATION_LOSS, Double.NaN)
        .end(
            "l5",
            3,
            RunState.FAILED,
            "java.lang.OutOfMemoryError: Java heap space",
            "at a.B.c(B.java:9)")
        .fact("l3", 2, "cpu", "Intel Xeon 8481C");
  }

  /** Seeds were added until all was settled, and later ones point the other way. */
  public static Study settled() {
    return Study.lrn(9)
        .settling(5, 12)
        .margin(Metrics.VALIDATION_ACCURACY, 0.001)
        .accuracies("none", 0.951, 0.953, 0.952, 0.954, 0.952, 0.953, 0.951, 0.952, 0.953)
        .accuracies("lrn", 0.955, 0.957, 0.957, 0.958, 0.956, 0.921, 0.930, 0.929, 0.935);
  }

  /** What is better at one level is worse at the other; a seed was left out afterwards. */
  public static Study crossing() {
    return Study.grid(8)
        .margin(Metrics.VALIDATION_ACCURACY, 0.001)
        .changed(
            List.of(
                "the contrasts (left out lrn: true against false, conv1.kernel: 5 against 3; added"
                    + " conv1.kernel: 5 against 3)"),
            List.of())
        .accuracies("n3", 0.951, 0.953, 0.952, 0.954, 0.952, 0.953, 0.951, 0.952)
        .accuracies("n5", 0.971, 0.972, 0.972, 0.974, 0.973, 0.973, 0.972, 0.973)
        .accuracies("l3", 0.970, 0.973, 0.971, 0.974, 0.972, 0.974, 0.972, 0.972)
        .accuracies("l5", 0.945, 0.946, 0.944, 0.947, 0.945, 0.945, 0.946, 0.945);
  }

  /** Every text that a user can set is hostile. */
  public static Study hostile() {
    return Study.lrn(4)
        .named(HOSTILE, HOSTILE)
        .relabel(0, HOSTILE)
        .relabel(1, "x".repeat(300) + HOSTILE)
        .setting("lrn", HOSTILE, Setting.of(HOSTILE))
        .fact("lrn", 1, HOSTILE, HOSTILE)
        .end("lrn", 2, RunState.FAILED, HOSTILE, HOSTILE, HOSTILE);
  }

  /** Nothing completed. */
  public static Study allFailed() {
    Study study = Study.lrn(3);
    for (int seed = 1; seed <= 3; seed++) {
      study.end("none", seed, RunState.FAILED, "The data set is gone.");
      study.end("lrn", seed, RunState.CRASHED, "The worker died (exit code 139).");
    }
    return study;
  }
}
