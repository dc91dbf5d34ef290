package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.SourceFinding.Unknown;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader.TakenFrom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of runs that were trained elsewhere, and what is not? Checks that need what is not
 * known find nothing, which is no reason to believe that there is nothing: it is said here once.
 */
final class SourceCheck {
  private static final Set<String> OF_CODE =
      Set.of("git_commit", ProgramFiles.TREE, ProgramFiles.FILES, ProgramFiles.CODE);
  private static final Set<String> OF_DATA =
      Set.of("dataset", "dataset_fingerprint", "dataset_source");

  private final Records records;
  private final TakenFrom from;

  private SourceCheck(Records records, TakenFrom from) {
    this.records = records;
    this.from = from;
  }

  static List<Finding> of(Records records) {
    return records
        .header()
        .takenFrom()
        .map(from -> new SourceCheck(records, from).findings())
        .orElse(List.of());
  }

  private List<Finding> findings() {
    Set<Unknown> known = known();
    List<Unknown> unknown = new ArrayList<>(Arrays.asList(Unknown.values()));
    unknown.removeAll(known);
    return List.of(
        Finding.ofSweep(
            Severity.WARNING,
            AuditCheck.SOURCE,
            new SourceFinding.NotKnown(from.tracker(), unknown)),
        Finding.ofSweep(
            Severity.NOTE,
            AuditCheck.SOURCE,
            new SourceFinding.Told(
                from.tracker(),
                runs().size(),
                metrics(),
                List.copyOf(known),
                List.copyOf(factsOfAll()),
                ofSome())));
  }

  /** Data, weights, tests and picking stay unknown, whatever is logged: a name shows nothing. */
  private Set<Unknown> known() {
    Set<Unknown> known = EnumSet.noneOf(Unknown.class);
    Set<String> facts = factsOfAll();
    if (facts.stream().anyMatch(OF_CODE::contains)) {
      known.add(Unknown.CODE);
    }
    if (facts.stream().anyMatch(Environment.OF_MACHINE::contains)) {
      known.add(Unknown.MACHINE);
    }
    if (facts.stream().anyMatch(SourceCheck::isOfEnvironment)) {
      known.add(Unknown.ENVIRONMENT);
    }
    if (runs().stream().allMatch(this::isTimed)) {
      known.add(Unknown.TIMES);
    }
    if (haveAll(Metrics.SECONDS)) {
      known.add(Unknown.SECONDS);
    }
    if (runs().stream().allMatch(run -> records.hostLoad().containsKey(run.runId()))) {
      known.add(Unknown.LOAD);
    }
    if (runs().stream().allMatch(run -> records.curve(run).size() > 1)) {
      known.add(Unknown.COURSE);
    }
    if (records.header().stuck().isPresent()) {
      known.add(Unknown.CHANCE);
    }
    return known;
  }

  /** A run that begins when its sweep was taken over has no time of its own. */
  private boolean isTimed(RunRecord run) {
    return run.startedAt().filter(start -> start.isBefore(from.at())).isPresent();
  }

  private boolean haveAll(String metric) {
    return runs().stream().allMatch(run -> run.readings().containsKey(metric));
  }

  private static boolean isOfEnvironment(String fact) {
    return !OF_CODE.contains(fact)
        && !OF_DATA.contains(fact)
        && !Environment.OF_DATA.contains(fact)
        && !Environment.OF_MACHINE.contains(fact)
        && !fact.equals("git_dirty");
  }

  private int metrics() {
    Set<String> metrics = new HashSet<>();
    runs().forEach(run -> metrics.addAll(run.readings().keySet()));
    return metrics.size();
  }

  private List<String> ofSome() {
    Set<String> facts = facts();
    facts.removeAll(factsOfAll());
    return List.copyOf(facts);
  }

  private Set<String> facts() {
    Set<String> facts = new TreeSet<>();
    records.evidence().environments().values().forEach(e -> facts.addAll(e.facts().keySet()));
    facts.removeAll(Environment.OF_DATA);
    return facts;
  }

  /** What some runs do not tell is not known. */
  private Set<String> factsOfAll() {
    Set<String> facts = facts();
    for (RunRecord run : runs()) {
      Environment environment = records.evidence().environments().get(run.runId());
      facts.retainAll(environment == null ? Set.of() : environment.facts().keySet());
    }
    return facts;
  }

  private List<RunRecord> runs() {
    return records.evidence().comparisonRuns();
  }
}
