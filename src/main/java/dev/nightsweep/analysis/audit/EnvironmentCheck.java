package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Did the same code train both sides, with the same libraries, on the same machine? */
final class EnvironmentCheck {
  private EnvironmentCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<Records.Pair>> within = within(records);
    within.forEach((fact, pairs) -> findings.add(withinPairs(records, fact, pairs)));
    for (String fact : varying(records)) {
      if (!within.containsKey(fact)) {
        findings.add(
            Finding.ofSweep(
                Severity.NOTE, AuditCheck.ENVIRONMENT, new FindingDetail.UnlikeAcrossSeeds(fact)));
      }
    }
    return findings;
  }

  private static Map<String, List<Records.Pair>> within(Records records) {
    Map<String, Set<Records.Pair>> within = new TreeMap<>();
    for (Contrast contrast : records.contrasts()) {
      for (Records.Pair pair : records.pairs(contrast)) {
        for (String fact : differing(records, pair)) {
          within.computeIfAbsent(fact, f -> new LinkedHashSet<>()).add(pair);
        }
      }
    }
    Map<String, List<Records.Pair>> lists = new TreeMap<>();
    within.forEach((fact, pairs) -> lists.put(fact, List.copyOf(pairs)));
    return lists;
  }

  private static Set<String> differing(Records records, Records.Pair pair) {
    Environment level = records.evidence().environments().get(pair.level().runId());
    Environment baseline = records.evidence().environments().get(pair.baseline().runId());
    if (level == null || baseline == null) {
      return Set.of();
    }
    Set<String> facts = new TreeSet<>(level.facts().keySet());
    facts.removeAll(ProgramFiles.FACTS); // another check knows what they mean
    facts.retainAll(baseline.facts().keySet());
    Environment.OF_DATA.forEach(facts::remove);
    facts.removeIf(fact -> level.facts().get(fact).equals(baseline.facts().get(fact)));
    return facts;
  }

  private static Set<String> varying(Records records) {
    Map<String, Set<String>> texts = new TreeMap<>();
    for (RunRecord run : records.evidence().comparisonRuns()) {
      Environment environment = records.evidence().environments().get(run.runId());
      if (environment != null) {
        environment
            .facts()
            .forEach((fact, text) -> texts.computeIfAbsent(fact, f -> new TreeSet<>()).add(text));
      }
    }
    texts.keySet().removeAll(ProgramFiles.FACTS);
    texts.values().removeIf(different -> different.size() < 2);
    Environment.OF_DATA.forEach(texts::remove);
    return texts.keySet();
  }

  private static Finding withinPairs(Records records, String fact, List<Records.Pair> pairs) {
    boolean ofTime = Environment.OF_TIME.contains(fact);
    return new Finding(
        ofTime ? Severity.WARNING : Severity.ERROR,
        AuditCheck.ENVIRONMENT,
        Records.ids(pairs),
        new FindingDetail.UnlikeWithinPairs(
            fact,
            pairs.size(),
            fact(records, fact, pairs.get(0).level()),
            fact(records, fact, pairs.get(0).baseline()),
            ofTime));
  }

  private static String fact(Records records, String fact, RunRecord run) {
    return records.evidence().environments().get(run.runId()).facts().get(fact);
  }
}
