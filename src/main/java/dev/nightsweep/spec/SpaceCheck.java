package dev.nightsweep.spec;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Checks one parameter: a constant, values, or whole levels from {@code min} to {@code max}. */
final class SpaceCheck {
  static final long MAX_LEVELS = 100_000;

  private final Entry entry;
  private final String name;
  private final LevelReader reader;
  private final Optional<Domain> domain;
  private final Use use;
  private final Problems problems;
  private final Expect expect;

  /**
   * What becomes of a parameter.
   *
   * @param search whether numbers may be drawn
   * @param repeats whether a value may be listed twice
   */
  record Use(boolean search, boolean repeats) {}

  /**
   * @param domain what the parameter accepts, if it is known
   */
  SpaceCheck(Entry entry, LevelReader reader, Optional<Domain> domain, Use use, Problems problems) {
    this.entry = entry;
    this.name = entry.key().text();
    this.reader = reader;
    this.domain = domain;
    this.use = use;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** The space, unless a problem was noted. */
  Optional<ParameterSpace> check() {
    if (!(entry.value() instanceof Entries map)) {
      problems.add(
          entry.value().at(),
          "%s (%s) must be a map".formatted(Suggest.clip(name), entry.value().what()),
          entry.value() instanceof Tree.Items ? "write {values: […]}" : "write {value: …}");
      return Optional.empty();
    }
    boolean known = expect.refuseUnknown(map, SearchKeys.ALL);
    if (use.search()) {
      return known
          ? new SearchSpaceCheck(entry, map, problems).check(domain, reader, this::levels)
          : Optional.empty();
    }
    if (SearchKeys.refuse(name, map, problems)) {
      return Optional.empty();
    }
    return SearchKeys.isOfSteps(map) ? steps(map) : space(map, known);
  }

  private Optional<ParameterSpace> space(Entries map, boolean allKeysKnown) {
    Optional<Tree> value = map.find("value").map(Entry::value);
    Optional<Tree> values = map.find("values").map(Entry::value);
    Optional<Tree> min = map.find("min").map(Entry::value);
    Optional<Tree> max = map.find("max").map(Entry::value);
    boolean range = min.isPresent() || max.isPresent();
    int kinds = (value.isPresent() ? 1 : 0) + (values.isPresent() ? 1 : 0) + (range ? 1 : 0);
    if (kinds != 1) {
      if (kinds > 0 || allKeysKnown) { // else the unknown key was to be one of them
        refuse(" must have exactly one of value, values, or min and max");
      }
      return Optional.empty();
    }
    if (min.isPresent() != max.isPresent()) {
      refuse(" has %s alone\n  Maybe add the other end".formatted(min.isPresent() ? "min" : "max"));
      return Optional.empty();
    }
    if (value.isPresent()) {
      return reader.read(name, value.get()).map(ParameterSpace.Constant::new);
    }
    return values.isPresent()
        ? levels(values.get()).map(Levels::values)
        : range(min.orElseThrow(), max.orElseThrow());
  }

  private void refuse(String what) {
    problems.add(entry.key().at(), Suggest.clip(name) + what);
  }

  private Optional<Levels> levels(Tree tree) {
    List<Tree> items = expect.list(name + ".values", tree).orElse(List.of());
    Levels levels = new Levels();
    boolean good = !items.isEmpty();
    for (Tree item : items) {
      Optional<Setting> level = reader.read(name, item);
      boolean twice = level.isPresent() && !levels.add(level.get()) && !use.repeats();
      if (twice) {
        problems.add(item.at(), "%s: the value %s stands here twice".formatted(name, item.what()));
      }
      good &= level.isPresent() && !twice;
    }
    return good ? Optional.of(levels) : Optional.empty();
  }

  private Optional<ParameterSpace> range(Tree min, Tree max) {
    Optional<Setting> low = expect.setting(name + ".min", min);
    Optional<Setting> high = expect.setting(name + ".max", max);
    if (low.isEmpty() || high.isEmpty()) {
      return Optional.empty();
    }
    if (low.get() instanceof Setting.Whole from && high.get() instanceof Setting.Whole to) {
      boolean good = isRange(min, from.number(), to.number());
      return good && readable(min, max)
          ? levels(min, LongStream.rangeClosed(from.number(), to.number()).mapToObj(Long::toString))
          : Optional.empty();
    }
    problems.add(
        min.at(),
        "%s: a grid cannot take a range (%s…%s) that is not of integers"
            .formatted(name, Suggest.clip(low.get().text()), Suggest.clip(high.get().text())),
        "list values, or use method: random");
    return Optional.empty();
  }

  private boolean isRange(Tree min, long from, long to) {
    if (from > to) {
      problems.add(min.at(), "%s: min (%s) must be at most max (%s)".formatted(name, from, to));
      return false;
    }
    return areFew(
        min, BigInteger.valueOf(to).subtract(BigInteger.valueOf(from)).add(BigInteger.ONE));
  }

  private boolean areFew(Tree min, BigInteger levels) {
    boolean few = levels.compareTo(BigInteger.valueOf(MAX_LEVELS)) <= 0;
    if (!few) {
      problems.add(
          min.at(),
          String.format(
              Locale.ROOT, "%s has %,d levels, which is more than %,d", name, levels, MAX_LEVELS));
    }
    return few;
  }

  /** As W&B lists them: from min in steps of q, and max left out; 0.3 is 3 times 0.1 here. */
  private Optional<ParameterSpace> steps(Entries map) {
    DistributionCheck check = new DistributionCheck(entry, map, domain, problems);
    if (check.check(Optional.of(SearchKeys.STEPS)).isEmpty()) {
      return Optional.empty();
    }
    Tree min = map.find("min").orElseThrow().value();
    BigDecimal first = number(min);
    BigDecimal range = number(map.find("max").orElseThrow().value()).subtract(first);
    BigDecimal step = map.find("q").map(Entry::value).map(this::number).orElse(BigDecimal.ONE);
    BigInteger count = range.divide(step, 0, RoundingMode.CEILING).toBigIntegerExact();
    if (!areFew(min, count)) {
      return Optional.empty();
    }
    return levels(
        min,
        LongStream.range(0, count.longValueExact())
            .mapToObj(i -> first.add(step.multiply(BigDecimal.valueOf(i))))
            .map(level -> level.stripTrailingZeros().toPlainString()));
  }

  /** Of a scalar known to be a number. */
  private BigDecimal number(Tree tree) {
    return new BigDecimal(expect.setting(name, tree).orElseThrow().text());
  }

  /** Whether both ends are in the parameter's domain; problems are told where the ends stand. */
  private boolean readable(Tree min, Tree max) {
    Optional<Setting> first = reader.read(name, min);
    Optional<Setting> last = reader.read(name, max);
    return first.isPresent() && last.isPresent();
  }

  private Optional<ParameterSpace> levels(Tree min, Stream<String> numbers) {
    List<Setting> levels = new ArrayList<>();
    for (String number : (Iterable<String>) numbers::iterator) {
      Optional<Setting> setting = reader.read(name, new Scalar(min.at(), number, false));
      if (setting.isEmpty()) {
        return Optional.empty();
      }
      levels.add(setting.get());
    }
    return Optional.of(new ParameterSpace.Values(levels));
  }
}
