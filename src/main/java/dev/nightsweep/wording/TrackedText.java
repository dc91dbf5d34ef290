package dev.nightsweep.wording;

import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepHeader.TakenFrom;
import dev.nightsweep.text.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is said of a sweep, wherever it is shown, whose runs were taken from a tracker. */
public final class TrackedText {
  /** The mark of such a sweep where there is room for a word or two. */
  public static final String MARK = "TAKEN FROM";

  private static final Map<String, String> NAMES =
      Map.of(
          "mlflow", "MLflow",
          "wandb", "W&B",
          "optuna", "Optuna",
          "trackio", "Trackio",
          "tensorboard", "TensorBoard",
          "csv", "a CSV file",
          "json", "a JSON file");

  private TrackedText() {}

  /** {@code taken from MLflow on 2026-11-30 (mlflow.db)}. */
  public static Optional<String> taken(SweepHeader header) {
    return header.takenFrom().map(TrackedText::taken);
  }

  private static String taken(TakenFrom from) {
    return "taken from %s on %s (%s)"
        .formatted(tracker(from.tracker()), Labels.date(from.at()), from.file());
  }

  /** The same as a sentence that says what it means. */
  public static Optional<String> notice(SweepHeader header) {
    return taken(header).map(taken -> "Its runs were trained elsewhere and %s.".formatted(taken));
  }

  /** {@code TAKEN FROM MLFLOW}, where there is no room for more. */
  public static Optional<String> mark(SweepHeader header) {
    return header
        .takenFrom()
        .map(from -> MARK + " " + tracker(from.tracker()).toUpperCase(Locale.ROOT));
  }

  /**
   * What its verdicts are conditional on, in sentences; none of a sweep that was trained here, or
   * has none.
   */
  public static List<String> conditions(SweepHeader header) {
    return header.isTracked() && !header.contrasts().isEmpty()
        ? List.of(
            "Paired by seed number; nothing shows that seeds shared their data.",
            "The question (metric, margin, baseline) was stated at the import, after the results.")
        : List.of();
  }

  /**
   * Adds to a sweep's fields in JSON where its runs were taken from, and what its verdicts are
   * conditional on; nothing to those of a sweep that was trained here.
   */
  public static void addTo(Map<String, Object> fields, SweepHeader header) {
    header
        .takenFrom()
        .ifPresent(
            from -> {
              fields.put("taken_from", from);
              fields.put("conditions", conditions(header));
            });
  }

  /** The program by its name; {@code runs kept by MLflow} if that is not known. */
  public static String program(ProgramRef program) {
    return program instanceof ProgramRef.Tracked tracked
        ? "runs kept %s %s"
            .formatted(isFile(tracked.tracker()) ? "in" : "by", tracker(tracked.tracker()))
        : program.shown();
  }

  /** {@code MLflow}. */
  static String tracker(String tracker) {
    return NAMES.getOrDefault(tracker, tracker);
  }

  private static boolean isFile(String tracker) {
    return NAMES.getOrDefault(tracker, "").endsWith("file");
  }

  /** Why nothing of it can be trained, and what to do; of no other sweep. */
  public static Optional<String> refusal(SweepHeader header) {
    return header
        .takenFrom()
        .map(
            from ->
                "The runs of %s were trained elsewhere and %s, so none can be trained here: train more of them where these were trained and take all in with `nightsweep import --from %s PATH`, or begin a sweep of a program of your own."
                    .formatted(header.sweepId(), taken(from), from.tracker()));
  }
}
