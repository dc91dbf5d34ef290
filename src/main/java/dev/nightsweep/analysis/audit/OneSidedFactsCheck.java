package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ProvenanceFinding.KnownForOneSide;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Is as much known of where the level was trained as of the baseline? */
final class OneSidedFactsCheck {
  private OneSidedFactsCheck() {}

  /** What is known of one side only, and of which. */
  private record Missing(String fact, boolean ofLevel) implements Comparable<Missing> {
    @Override
    public int compareTo(Missing other) {
      int byFact = fact.compareTo(other.fact);
      return byFact != 0 ? byFact : Boolean.compare(ofLevel, other.ofLevel);
    }
  }

  static List<Finding> of(Records records) {
    Map<Missing, Set<Records.Pair>> missing = new TreeMap<>();
    for (Contrast contrast : records.contrasts()) {
      for (Records.Pair pair : records.pairs(contrast)) {
        missing(records, pair)
            .forEach(m -> missing.computeIfAbsent(m, f -> new LinkedHashSet<>()).add(pair));
      }
    }
    List<Finding> findings = new ArrayList<>();
    missing.forEach((what, pairs) -> findings.add(finding(what, List.copyOf(pairs))));
    return findings;
  }

  private static List<Missing> missing(Records records, Records.Pair pair) {
    Environment level = records.evidence().environments().get(pair.level().runId());
    Environment baseline = records.evidence().environments().get(pair.baseline().runId());
    if (level == null || baseline == null) {
      boolean both = level == null && baseline == null;
      boolean begun = pair.both().stream().allMatch(run -> run.lastEpoch() > 0);
      return both || !begun ? List.of() : List.of(new Missing("", level != null));
    }
    List<Missing> missing = new ArrayList<>();
    only(level, baseline).forEach(fact -> missing.add(new Missing(fact, true)));
    only(baseline, level).forEach(fact -> missing.add(new Missing(fact, false)));
    return missing;
  }

  private static Set<String> only(Environment one, Environment other) {
    Set<String> facts = new TreeSet<>(one.facts().keySet());
    facts.removeAll(other.facts().keySet());
    facts.remove(ProgramFiles.NAMED); // a setting of one side alone may name a file
    return facts;
  }

  /** Runs of earlier versions have no hashes of files: of those nothing is known, no more. */
  private static Finding finding(Missing what, List<Records.Pair> pairs) {
    boolean later = ProgramFiles.FACTS.contains(what.fact());
    return new Finding(
        later ? Severity.NOTE : Severity.WARNING,
        AuditCheck.ENVIRONMENT,
        Records.ids(pairs),
        new KnownForOneSide(what.fact(), pairs.size(), what.ofLevel()));
  }
}
