package dev.nightsweep.spec;

import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks {@code ablation.budget}. */
final class BudgetCheck {
  static final String IN_PARTS = "in_parts";
  static final String STALL = "stall_minutes";
  static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
  static final String MEMORY = "^[1-9][0-9]{0,6}[mMgG]$";
  static final Keys KEYS =
      Keys.NONE
          .with("max_hours", SchemaNodes.positive())
          .with("finish_by", SchemaNodes.type("string").put("pattern", TIME))
          .with("max_memory", SchemaNodes.type("string").put("pattern", MEMORY))
          .with(IN_PARTS, SchemaNodes.flag())
          .with(STALL, SchemaNodes.positive());

  private static final double MILLIS_A_MINUTE = 60_000;

  private final Expect expect;

  BudgetCheck(Problems problems) {
    this.expect = new Expect(problems);
  }

  Spec.Budget check(Tree tree) {
    Optional<Entries> map = expect.section("ablation.budget", tree, KEYS.names());
    return new Spec.Budget(
        value(map, "max_hours")
            .flatMap(hours -> expect.above(0, "max_hours", hours, "a number > 0")),
        value(map, "finish_by").flatMap(this::time),
        value(map, "max_memory")
            .flatMap(this::bytes)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()),
        value(map, IN_PARTS).map(flag -> expect.flag(IN_PARTS, flag)).orElse(false),
        value(map, STALL)
            .flatMap(minutes -> expect.above(0, STALL, minutes, "a number > 0"))
            .map(minutes -> Duration.ofMillis(Math.round(minutes * MILLIS_A_MINUTE))));
  }

  private static Optional<Tree> value(Optional<Entries> map, String key) {
    return map.flatMap(entries -> entries.find(key)).map(Entry::value);
  }

  private Optional<LocalTime> time(Tree tree) {
    try {
      return tree instanceof Scalar scalar && Pattern.matches(TIME, scalar.text())
          ? Optional.of(LocalTime.parse(scalar.text()))
          : expect.wrong("finish_by", tree, "a time of day such as \"07:00\"");
    } catch (DateTimeException e) {
      throw new AssertionError(e); // the pattern takes no other
    }
  }

  private Optional<Long> bytes(Tree tree) {
    Matcher size =
        Pattern.compile("([0-9]+)([mg])")
            .matcher(tree instanceof Scalar s ? s.text().toLowerCase(Locale.ROOT) : "");
    if (!(tree instanceof Scalar scalar)
        || !Pattern.matches(MEMORY, scalar.text())
        || !size.matches()) {
      return expect.wrong("max_memory", tree, "a size such as 8g or 900m");
    }
    long unit = size.group(2).equals("g") ? 1L << 30 : 1L << 20;
    return Optional.of(Long.parseLong(size.group(1)) * unit);
  }
}
