package dev.nightsweep.store;

import dev.nightsweep.model.Table;
import dev.nightsweep.store.h2.Answers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The public views as text, for comparing stores. */
public final class Views {
  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "sweeps",
          "arms",
          "runs",
          "attempts",
          "run_parameters",
          "metrics",
          "system_metrics",
          "events",
          "environments",
          "layers",
          "departures",
          "contrasts",
          "pairs",
          "readings",
          "times",
          "confusions",
          "predictions");

  private Views() {}

  /** All rows of all views, sorted: equal contents, equal maps. */
  public static Map<String, List<String>> dump(Store database) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (String view : NAMES) {
      Table table = Answers.of(database, "SELECT * FROM " + view);
      contents.put(view, table.rows().stream().map(List::toString).sorted().toList());
    }
    return contents;
  }
}
