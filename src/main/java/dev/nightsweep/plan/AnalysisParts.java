package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What decides a sweep's verdicts, part by part. What is compared stands beside the words for it,
 * since names may change where nothing else does.
 */
final class AnalysisParts {
  static final String BASELINE = "baseline of ";
  static final String SEEDS = "seeds";
  static final String ARMS = "arms";
  private static final String CONTRASTS = "contrasts";
  private static final String CLAIMS = "claims";
  private static final String TUNED = "tuned parameters";
  private static final String GRID = "tuning grid";
  private static final String SELECTION = "selection seeds";

  /** Those that have any number of entries. */
  static final Set<String> LISTS = Set.of(SEEDS, ARMS, CONTRASTS, CLAIMS, TUNED, GRID, SELECTION);

  private final SortedMap<String, SortedMap<String, String>> parts = new TreeMap<>();

  private AnalysisParts(Plan plan) {
    SweepHeader header = plan.header();
    add("metric", header.objective().metric());
    add("goal", header.objective().goal().name().toLowerCase(Locale.ROOT));
    add("verdict", header.judged() ? "asked for" : "not asked for");
    add("stop rule", header.rule().map(AnalysisParts::text).orElse("the planned seeds"));
    header.stopping().ifPresent(stopping -> add("early stopping", stopping.toString()));
    header.stuck().ifPresent(stuck -> add("stuck reading", text(stuck)));
    header.margins().forEach((metric, margin) -> add("margin of " + metric, margin.toString()));
    header.factors().forEach(f -> add(BASELINE + f.name(), f.baseline().text()));
    addSeeds(SEEDS, header.seeds());
    add(ARMS, plan.arms(), Arm::armId, Arm::label);
    add(CONTRASTS, header.contrasts(), AnalysisParts::key, Contrast::title);
    add(CLAIMS, header.claims(), AnalysisParts::key, AnalysisParts::text);
    header.tuning().ifPresent(this::add);
  }

  /** The parts of a plan, by name: the words by what is compared. */
  static SortedMap<String, SortedMap<String, String>> of(Plan plan) {
    return Collections.unmodifiableSortedMap(new AnalysisParts(plan).parts);
  }

  private void add(Tuning tuning) {
    add(TUNED, tuning.parameters(), name -> name, name -> name);
    add(GRID, tuning.candidates(), Object::toString, Object::toString);
    addSeeds(SELECTION, tuning.seeds());
  }

  private void add(String name, String only) {
    parts.put(name, new TreeMap<>(Map.of(only, only)));
  }

  private <T> void add(
      String name, List<T> all, Function<T, String> key, Function<T, String> words) {
    SortedMap<String, String> part = new TreeMap<>();
    all.forEach(each -> part.put(key.apply(each), words.apply(each)));
    parts.put(name, part);
  }

  private void addSeeds(String name, List<Long> seeds) {
    SortedMap<String, String> part = new TreeMap<>(Comparator.comparing(Long::valueOf));
    seeds.forEach(seed -> part.put(seed.toString(), seed.toString()));
    parts.put(name, part);
  }

  private static String key(Contrast contrast) {
    return contrast.cells().stream()
        .map(cell -> cell.armId() + "-" + cell.baselineArmId())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String key(Claim claim) {
    return "%s of %s is %s: %s"
        .formatted(claim.kind(), claim.metric(), claim.amount(), key(claim.contrast()));
  }

  private static String text(Claim claim) {
    return "%s, %s %s"
        .formatted(
            claim.contrast().title(),
            claim.metric(),
            claim.kind() == Claim.Kind.RATIO ? "×" + claim.amount() : "by " + claim.amount());
  }

  private static String text(ChanceLevel stuck) {
    return stuck.objective().metric() + " " + stuck.reading();
  }

  /** Of tests that hold at any look the cap decides nothing. */
  private static String text(SeedRule rule) {
    return rule.anytime()
        ? "at any look"
        : "until settled, from %d to %d seeds".formatted(rule.first(), rule.cap());
  }
}
