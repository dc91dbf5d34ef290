package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.spec.Tree.Entry;
import java.util.List;
import java.util.Map;

/** Checks {@code ablation.stuck}: what a run reads that has learned nothing. */
final class StuckCheck {
  static final String KEY = "stuck";
  private static final String NAME = "ablation." + KEY;

  private final DeclaredMetrics metrics;
  private final Problems problems;
  private final Expect expect;

  StuckCheck(DeclaredMetrics metrics, Problems problems) {
    this.metrics = metrics;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  static ObjectNode schema(Catalog catalog) {
    ObjectNode stuck =
        SchemaNodes.described("The reading, of one metric, of a run that has learned nothing.");
    ObjectNode properties = SchemaNodes.object(stuck);
    catalog.metrics().names().forEach(m -> properties.set(m, SchemaNodes.type("number")));
    return stuck.put("minProperties", 1).put("maxProperties", 1);
  }

  /** One metric with its reading; none if a problem was noted. */
  Map<String, Double> check(Tree tree) {
    List<Entry> entries =
        expect.map(NAME, tree).stream().flatMap(m -> m.byKey().values().stream()).toList();
    if (tree instanceof Tree.Entries && entries.size() != 1) {
      problems.add(
          tree.at(), NAME + " names one metric", "write {METRIC: VALUE}, such as {accuracy: 0.12}");
      return Map.of();
    }
    return entries.stream().findFirst().map(this::level).orElse(Map.of());
  }

  private Map<String, Double> level(Entry entry) {
    String metric = entry.key().text();
    List<String> known = metrics.names();
    if (!metrics.isOpen() && !known.contains(metric)) {
      problems.add(
          entry.key().at(),
          "unknown metric " + Suggest.quote(metric) + Suggest.didYouMean(metric, known));
    }
    return expect
        .number(NAME + " of " + Suggest.clip(metric), entry.value())
        .map(value -> Map.of(metric, value))
        .orElse(Map.of());
  }
}
