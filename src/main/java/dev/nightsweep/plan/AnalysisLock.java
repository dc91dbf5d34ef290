package dev.nightsweep.plan;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.search.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The lock on a sweep's analysis: what decides its verdicts is written down when the first result
 * is there that they rest on, and what is changed afterwards is post hoc.
 */
public final class AnalysisLock {
  private AnalysisLock() {}

  /** The lock on a plan as it is. */
  public static Entry.AnalysisLocked of(Plan plan, Instant at) {
    Map<String, List<String>> parts = new TreeMap<>();
    AnalysisParts.of(plan).forEach((name, part) -> parts.put(name, List.copyOf(part.keySet())));
    return new Entry.AnalysisLocked(parts, hash(parts), at);
  }

  /** SHA-256 over the parts, each with its name and how many entries it has. */
  public static String hash(Map<String, List<String>> parts) {
    List<String> fields = new ArrayList<>();
    new TreeMap<>(parts)
        .forEach(
            (name, entries) -> {
              fields.addAll(List.of(name, Integer.toString(entries.size())));
              fields.addAll(entries);
            });
    return Hash.of(fields);
  }

  /** The seeds that a lock's parts name. */
  public static List<Long> seeds(Map<String, List<String>> parts) {
    return parts.getOrDefault(AnalysisParts.SEEDS, List.of()).stream().map(Long::valueOf).toList();
  }

  /** Whether a run that has come so far is a result that verdicts rest on. */
  public static boolean isResult(Plan plan, PlannedRun.Phase phase, RunState state) {
    return !plan.header().isSearch()
        && phase == PlannedRun.Phase.COMPARISON
        && (state == RunState.COMPLETED || state == RunState.DIVERGED);
  }

  /**
   * The next plan of a sweep that has such results: with what it changes in the analysis, and with
   * what was compared before, which stays in the family of its tests.
   */
  public static Plan changed(Plan before, Plan next) {
    List<String> changes = new ArrayList<>(before.header().postHoc());
    changes.addAll(AnalysisChanges.between(before, next));
    SweepHeader header = next.header().changed(changes, judgedBefore(before, next));
    return new Plan(header, next.arms(), next.runs());
  }

  private static List<JudgedContrast> judgedBefore(Plan before, Plan next) {
    List<JudgedContrast> now = judged(next.header());
    List<JudgedContrast> earlier = new ArrayList<>();
    Stream.concat(before.header().judgedBefore().stream(), judged(before.header()).stream())
        .filter(contrast -> now.stream().noneMatch(contrast::asksTheSame))
        .filter(contrast -> earlier.stream().noneMatch(contrast::asksTheSame))
        .forEach(earlier::add);
    return earlier;
  }

  private static List<JudgedContrast> judged(SweepHeader header) {
    List<Contrast> contrasts = header.contrasts();
    return contrasts.stream()
        .map(contrast -> new JudgedContrast(header.objective().metric(), contrast))
        .toList();
  }
}
