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
  /** Facts that every version records where they apply; others may have come with a later one. */
  private static final Set<String> ESTABLISHED =
      Set.of(
          "backend",
          "blas",
          "classifier",
          "command",
          "cpu",
          "dataset",
          "dataset_fingerprint",
          "dataset_source",
          "dl4j",
          "git_commit",
          "git_dirty",
          "jdk",
          "onednn_convolution",
          "os",
          "os_arch",
          "threads",
          "trainer_revision");

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
    facts.remove(ProgramFiles.NOT_COVERED);
    return facts;
  }

  /** Runs of earlier versions lack what later ones record: of that nothing is known, no more. */
  private static Finding finding(Missing what, List<Records.Pair> pairs) {
    boolean decides = what.fact().isEmpty() || ESTABLISHED.contains(what.fact());
    return new Finding(
        decides ? Severity.WARNING : Severity.NOTE,
        AuditCheck.ENVIRONMENT,
        Records.ids(pairs),
        new KnownForOneSide(what.fact(), pairs.size(), what.ofLevel()));
  }
}
