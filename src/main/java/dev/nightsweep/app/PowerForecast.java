package dev.nightsweep.app;

import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.analysis.power.Outlook;
import dev.nightsweep.analysis.power.PilotSpread;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What planned seeds can tell.
 *
 * @param spread how much seeds differ, if that is known
 * @param outlook what follows from that; empty while it is not known
 * @param ofOneSeed what each seed takes, if that is known
 */
public record PowerForecast(
    SweepHeader header,
    Optional<PilotSpread> spread,
    Optional<Outlook> outlook,
    Optional<Duration> ofOneSeed) {

  /**
   * From earlier runs; every contrast is judged as strictly as if it were the smallest p-value of
   * all.
   */
  static PowerForecast of(Plan plan, PriorRuns earlier, Optional<Duration> ofOneSeed) {
    SweepHeader header = plan.header();
    List<List<Double>> differences =
        header.contrasts().stream()
            .map(earlier::differences)
            .filter(seeds -> seeds.size() > 1)
            .toList();
    if (differences.isEmpty() || header.seeds().size() < 2) {
      return unknown(plan, ofOneSeed);
    }
    PilotSpread spread = PilotSpread.of(differences);
    double alpha = Thresholds.ALPHA / header.contrasts().size();
    Outlook outlook = Outlook.of(spread, header.seeds().size(), margin(header), alpha);
    return new PowerForecast(header, Optional.of(spread), Optional.of(outlook), ofOneSeed);
  }

  /** With no earlier runs at all. */
  static PowerForecast unknown(Plan plan, Optional<Duration> ofOneSeed) {
    return new PowerForecast(plan.header(), Optional.empty(), Optional.empty(), ofOneSeed);
  }

  /** The margin of equivalence that the sweep is judged by, if it has one. */
  public OptionalDouble margin() {
    return margin(header);
  }

  private static OptionalDouble margin(SweepHeader header) {
    Double margin = header.margins().get(header.objective().metric());
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }
}
