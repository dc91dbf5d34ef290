package dev.nightsweep.wording;

import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what ended trials early, and whether timing had a part in it. */
public final class StoppingText {
  private static final String TIMING =
      "timing had a part: trials were judged by the readings that were there, so that another run of"
          + " the search may end other trials (search.schedule: synchronous gives the same table"
          + " whatever the timing)";
  private static final String NO_TIMING =
      "decided at fixed points, in the order of the trials: timing had no part";

  private StoppingText() {}

  /** In clauses; empty if every run was trained to its end. */
  public static String of(SweepHeader header) {
    Optional<Stopping> stopping =
        header.stopping().filter(s -> s.pruner().isPresent() || s.target().isPresent());
    List<String> clauses = new ArrayList<>();
    stopping.flatMap(Stopping::pruner).map(Pruner::text).ifPresent(clauses::add);
    stopping
        .filter(s -> s.target().isPresent())
        .ifPresent(s -> clauses.add(target(header, s.target().getAsDouble())));
    stopping.ifPresent(s -> clauses.add(s.hangsOnTiming() ? TIMING : NO_TIMING));
    return String.join("; ", clauses);
  }

  private static String target(SweepHeader header, double target) {
    return "no further trial once %s is %s"
        .formatted(Names.metric(header.objective().metric()), Setting.of(target).text());
  }
}
