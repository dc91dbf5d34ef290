package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.Stopping.Schedule;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.Optional;

/** Checks {@code search:}, which says when it is decided what goes on. */
final class ScheduleCheck {
  static final String KEY = "search";

  private static final String SCHEDULE = "schedule";
  private static final Keys KEYS =
      Keys.NONE.with(
          SCHEDULE,
          SchemaNodes.words(Schedule.class),
          "Whether early stopping decides as readings come, or at fixed points.");

  private final Problems problems;
  private final Expect expect;

  ScheduleCheck(Problems problems) {
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  static ObjectNode schema(Catalog catalog) {
    return KEYS.schema("How a search goes on.", catalog);
  }

  /** That stopping on the schedule that the spec names. */
  Stopping of(Stopping stopping, Entries top, boolean declared) {
    Optional<Entry> search = top.find(KEY);
    if (search.isPresent() && declared) {
      problems.add(
          search.get().key().at(),
          "search.schedule has no meaning in a comparison, which trains all its runs to their end",
          "remove it, or use method: random");
    }
    return search
        .flatMap(entry -> expect.section(KEY, entry.value(), KEYS.names()))
        .flatMap(map -> map.find(SCHEDULE))
        .flatMap(e -> expect.oneOf(KEY + "." + SCHEDULE, e.value(), Schedule.class))
        .map(stopping::on)
        .orElse(stopping);
  }
}
