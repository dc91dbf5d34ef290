package dev.nightsweep.report;

import dev.nightsweep.model.Filters;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.report.chart.Raster;
import dev.nightsweep.text.Numbers;
import java.util.Optional;

/**
 * The net that a run trained.
 *
 * @param filters of its first convolution, if they were kept
 */
public record NetView(Optional<Figure> filters, ModelView model) {

  /**
   * @param label of the run's arm
   * @param reference what the net departs from
   */
  static Optional<Section> section(RunFacts facts, String label, String reference) {
    NetView view =
        new NetView(
            facts.result().flatMap(RunResult::filters).map(NetView::filters),
            ModelView.of(facts, label, reference));
    return view.filters().isEmpty() && view.model().nets().isEmpty()
        ? Optional.empty()
        : Optional.of(Section.of("net", "The net", "net", view));
  }

  private static Figure filters(Filters filters) {
    String caption =
        "The %s of the first convolution, %s×%s; grey is a positive weight, orange a negative one, the darkest %s."
            .formatted(
                Numbers.count(filters.count(), "filter"),
                filters.size(),
                filters.size(),
                Numbers.plain(filters.largest(), 3));
    return Raster.squares(
        filters.size(), filters.shares(), "Filters of the first convolution", caption);
  }
}
