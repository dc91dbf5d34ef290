package dev.nightsweep.analysis.evidence;

import dev.nightsweep.analysis.paired.BinomialRange;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a sweep's runs read that learn nothing, as far as that is known. What the spec says holds
 * for all. Without it a program of ours has learned when it classifies more validation images
 * rightly than a net that always answers with the largest class, by more than chance explains.
 * Nobody knows what the readings of a program of somebody's own say when it has learned nothing.
 */
public final class ChanceLevels {
  /** How many images a net gets right by chance is within its range that often. */
  private static final double CONFIDENCE = 0.999;

  /** The share of the largest class in the training files that we know. */
  static final Map<String, Double> LARGEST_CLASS =
      Map.of("mnist", 6742 / 60_000.0, "fashion-mnist", 6000 / 60_000.0);

  private final SweepHeader header;
  private final Function<RunRecord, Settings> settings;
  private final Map<String, Environment> environments;
  private final Map<ValidationSet, Optional<ChanceLevel>> known = new HashMap<>();

  /**
   * @param settings every parameter of a run
   * @param environments where runs were trained, by run id, as far as they told
   */
  public ChanceLevels(
      SweepHeader header,
      Function<RunRecord, Settings> settings,
      Map<String, Environment> environments) {
    this.header = header;
    this.settings = settings;
    this.environments = environments;
  }

  /**
   * What a run validates on.
   *
   * @param largest the share of the largest class
   */
  private record ValidationSet(int images, double largest) {

    /** Empty if the range goes up to all images: then no accuracy tells a net that has learned. */
    Optional<ChanceLevel> chance() {
      int most = BinomialRange.most(images, largest, CONFIDENCE);
      return most < images
          ? Optional.of(new ChanceLevel(Objective.DEFAULT, (double) most / images))
          : Optional.empty();
    }
  }

  /** Of a run; empty if it is not known. */
  public Optional<ChanceLevel> of(RunRecord run) {
    return header.stuck().isPresent()
        ? header.stuck()
        : validationSet(run).flatMap(set -> known.computeIfAbsent(set, ValidationSet::chance));
  }

  /** Whether the run went through and reads no better than one that learns nothing. */
  public boolean hasNeverLearned(RunRecord run) {
    return of(run).filter(level -> level.isHeldBy(run)).isPresent();
  }

  private Optional<ValidationSet> validationSet(RunRecord run) {
    if (!header.program().isOurs()) {
      return Optional.empty();
    }
    Settings all = settings.apply(run);
    Optional<Integer> images = all.find("validation_size").map(s -> all.whole("validation_size"));
    return images.flatMap(n -> largest(run, all, n).map(share -> new ValidationSet(n, share)));
  }

  /** As the run told; runs of earlier versions did not, but the usual data sets are known. */
  private Optional<Double> largest(RunRecord run, Settings all, int images) {
    OptionalInt told =
        Optional.ofNullable(environments.get(run.runId()))
            .map(e -> e.facts().get(Environment.LARGEST_CLASS))
            .stream()
            .filter(text -> text.matches("\\d{1,9}"))
            .mapToInt(Integer::parseInt)
            .findFirst();
    return told.isPresent()
        ? Optional.of((double) told.getAsInt() / images)
        : all.find("dataset").map(Setting::text).map(LARGEST_CLASS::get);
  }
}
