package dev.nightsweep.spec;

import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Macro;
import dev.nightsweep.model.MetricsFrom;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.List;
import java.util.Optional;

/** Checks what a spec says of a program of somebody's own that logs to a tracker. */
final class TrackedCheck {
  static final String METRICS_FROM = CommandLine.METRICS_FROM;
  static final String SEED_PARAMETER = CommandLine.SEED_PARAMETER;

  private final Entries top;
  private final boolean search;
  private final Problems problems;
  private final Expect expect;

  /**
   * @param search whether points are drawn, not compared
   */
  TrackedCheck(Entries top, boolean search, Problems problems) {
    this.top = top;
    this.search = search;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** What the parameter is called that takes the seed, as far as that can be read. */
  static String seedName(Entries top) {
    return top.find("ablation", SEED_PARAMETER).map(Entry::value).stream()
        .filter(Tree.Scalar.class::isInstance)
        .map(name -> ((Tree.Scalar) name).text())
        .findFirst()
        .orElse(ParametersCheck.SEED);
  }

  /** Whether the tracker's library itself hands the program its parameters. */
  boolean handsParametersOver() {
    return top.find("ablation", METRICS_FROM)
        .filter(
            entry ->
                entry.value() instanceof Tree.Scalar tracker
                    && tracker.text().equals(MetricsFrom.WANDB.text()))
        .isPresent();
  }

  /** Notes what only a program of somebody's own can have. */
  void refuseOfOurs() {
    for (String key : List.of(METRICS_FROM, SEED_PARAMETER)) {
      top.find("ablation", key)
          .ifPresent(
              entry ->
                  problems.add(
                      entry.key().at(),
                      key + " is for a program of your own; this one is trained here",
                      "remove it"));
    }
  }

  /**
   * The command, with what it needs for the seed, and is to be told.
   *
   * @param ofWandb whether W&B's library hands the parameters over, even if the file does not say
   *     so
   */
  CommandLine told(CommandLine line, ParametersCheck.Found found, boolean ofWandb) {
    Optional<String> said =
        top.find("ablation", SEED_PARAMETER)
            .flatMap(entry -> expect.name("ablation." + SEED_PARAMETER, entry.value()));
    Optional<Entry> from = top.find("ablation", METRICS_FROM);
    boolean isMeant = from.isEmpty() && ofWandb;
    Optional<String> parameter =
        said.or(() -> isMeant ? found.seeds().map(s -> ParametersCheck.SEED) : Optional.empty())
            .filter(name -> !found.spaces().containsKey(name)); // searched like any other
    if (from.isEmpty() && !ofWandb) {
      boolean seeded = found.seeds().isPresent() || top.find("ablation", "seeds").isPresent();
      CommandLine usual = seeded ? line.withSeed() : line;
      return parameter.map(line::withSeedAs).orElse(usual);
    }
    Optional<MetricsFrom> tracker =
        from.isEmpty()
            ? Optional.of(MetricsFrom.WANDB)
            : expect.oneOf("ablation." + METRICS_FROM, from.get().value(), MetricsFrom.class);
    boolean takesSeed = parameter.isPresent() || line.has(Macro.SEED::equals);
    if (!takesSeed && !search) {
      from.or(() -> top.find("ablation")).ifPresent(this::refuseSeedless);
    }
    CommandLine named = parameter.map(line::withSeedAs).orElse(line);
    return tracker.map(named::withMetricsFrom).orElse(named);
  }

  private void refuseSeedless(Entry from) {
    problems.add(
        from.key().at(),
        "nothing says how the program takes the seed, and without it the runs of an arm are alike",
        "add the line seed_parameter: seed below it, with the name of the program's parameter"
            + " (or give --seed-parameter seed)");
  }
}
