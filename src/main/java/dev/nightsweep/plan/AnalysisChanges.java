package dev.nightsweep.plan;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names how the analysis of one plan differs from that of another. */
final class AnalysisChanges {
  private static final int MAX_NAMED = 6;
  private static final String NONE = "none";
  private static final SortedMap<String, String> NOTHING = Collections.emptySortedMap();

  private AnalysisChanges() {}

  /**
   * In clauses, one for each part that is another: {@code the metric was …, is …} or {@code the
   * seeds (left out …; added …)}.
   */
  static List<String> between(Plan before, Plan next) {
    SortedMap<String, SortedMap<String, String>> was = AnalysisParts.of(before);
    SortedMap<String, SortedMap<String, String>> is = AnalysisParts.of(next);
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    List<String> clauses = new ArrayList<>();
    for (String name : names) {
      SortedMap<String, String> earlier = was.getOrDefault(name, NOTHING);
      SortedMap<String, String> now = is.getOrDefault(name, NOTHING);
      boolean byRule = name.equals(AnalysisParts.SEEDS) && goesOn(before.header(), next.header());
      if (!isSame(earlier, now) && !byRule && !isSaid(name, was, is)) {
        clauses.add(clause(name, earlier, now));
      }
    }
    return clauses;
  }

  /** Whether the next seeds are what the rule, which stands, may make of those before. */
  private static boolean goesOn(SweepHeader before, SweepHeader next) {
    Optional<SeedRule> rule = before.rule();
    if (rule.isEmpty() || !next.rule().map(SeedRule::stop).equals(rule.map(SeedRule::stop))) {
      return false;
    }
    List<Long> seeds = next.seeds();
    int planned = before.seeds().size();
    boolean longer = seeds.size() >= planned && seeds.subList(0, planned).equals(before.seeds());
    return longer && (rule.get().anytime() || isAdded(before, rule.get(), seeds));
  }

  private static boolean isAdded(SweepHeader before, SeedRule rule, List<Long> seeds) {
    List<Long> added = before.seeds();
    while (added.size() < seeds.size()) {
      added = SequentialStopping.oneMore(before.with(added, before.rule()));
    }
    return added.equals(seeds) && seeds.size() <= rule.cap();
  }

  private static boolean isSame(SortedMap<String, String> was, SortedMap<String, String> is) {
    return List.copyOf(was.keySet()).equals(List.copyOf(is.keySet()));
  }

  /** Whether the change follows from that of the arms: a factor came, went or has other values. */
  private static boolean isSaid(
      String name,
      SortedMap<String, SortedMap<String, String>> was,
      SortedMap<String, SortedMap<String, String>> is) {
    if (isSame(was.get(AnalysisParts.ARMS), is.get(AnalysisParts.ARMS))) {
      return false;
    }
    if (name.startsWith(AnalysisParts.BASELINE)) {
      return !was.containsKey(name) || !is.containsKey(name);
    }
    return !name.equals(AnalysisParts.ARMS)
        && AnalysisParts.LISTS.contains(name)
        && Set.copyOf(was.getOrDefault(name, NOTHING).values())
            .equals(Set.copyOf(is.getOrDefault(name, NOTHING).values()));
  }

  private static String clause(
      String name, SortedMap<String, String> was, SortedMap<String, String> is) {
    if (!AnalysisParts.LISTS.contains(name)) {
      return "the %s was %s, is %s".formatted(name, only(was), only(is));
    }
    List<String> differences = new ArrayList<>();
    addNamed("left out", without(was, is), differences);
    addNamed("added", without(is, was), differences);
    return "the %s (%s)".formatted(name, String.join("; ", differences));
  }

  private static String only(SortedMap<String, String> part) {
    return part.isEmpty() ? NONE : part.get(part.firstKey());
  }

  /** Numbers in their order, and as ranges; other words in that of the alphabet. */
  private static List<String> without(
      SortedMap<String, String> part, SortedMap<String, String> other) {
    SortedMap<String, String> rest = new TreeMap<>(part);
    rest.keySet().removeAll(other.keySet());
    return part.comparator() == null
        ? rest.values().stream().sorted().toList()
        : ranges(rest.values().stream().map(Long::valueOf).toList());
  }

  private static List<String> ranges(List<Long> ascending) {
    List<String> ranges = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < ascending.size(); i++) {
      boolean last = i + 1 == ascending.size() || ascending.get(i + 1) > ascending.get(i) + 1;
      if (last && i > from + 1) {
        ranges.add("%d to %d".formatted(ascending.get(from), ascending.get(i)));
      } else if (last) {
        ascending.subList(from, i + 1).forEach(number -> ranges.add(number.toString()));
      }
      from = last ? i + 1 : from;
    }
    return ranges;
  }

  private static void addNamed(String how, List<String> words, List<String> differences) {
    if (!words.isEmpty()) {
      String comma = words.stream().anyMatch(each -> each.contains(",")) ? " · " : ", ";
      String first = words.stream().limit(MAX_NAMED).collect(Collectors.joining(comma));
      int more = words.size() - MAX_NAMED;
      differences.add(how + " " + first + (more > 0 ? " and %d more".formatted(more) : ""));
    }
  }
}
