package dev.nightsweep.wording;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Tuning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says at which settings the arms of a contrast were compared, if each was tuned. */
final class OwnBestText {
  private static final int MAX_ARMS = 4;

  private OwnBestText() {}

  /** {@code , at each arm's own best learning_rate (0.1 for lrn=true, 0.01 for lrn=false)}. */
  static String of(Contrast contrast, SweepRecord sweep) {
    Optional<Tuning> tuning = sweep.header().tuning().filter(Tuning::isDone);
    return tuning
        .map(t -> ", at each arm's own best " + names(t) + own(contrast, sweep, t))
        .orElse("");
  }

  private static String own(Contrast contrast, SweepRecord sweep, Tuning tuning) {
    List<Arm> arms =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .distinct()
            .map(sweep::arm)
            .toList();
    return arms.size() > MAX_ARMS
        ? ""
        : arms.stream()
            .map(arm -> "%s for %s".formatted(chosen(tuning, arm), arm.label()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** The numbers alone when one parameter is tuned, whose name stands before them. */
  private static String chosen(Tuning tuning, Arm arm) {
    return tuning
        .choice(arm.armId())
        .map(Tuning.Choice::settings)
        .map(s -> s.byName().size() == 1 ? s.get(tuning.parameters().get(0)).text() : s.toString())
        .orElse("none");
  }

  /** The names of what is tuned. */
  static String names(Tuning tuning) {
    return String.join(", ", tuning.parameters());
  }
}
