package dev.nightsweep.plan;

import dev.nightsweep.analysis.evidence.ChanceLevels;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.model.Tuning.Candidate;
import dev.nightsweep.model.Tuning.Choice;
import dev.nightsweep.model.Tuning.Remark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Chooses what every arm is compared at: the candidate with the best mean of the objective over the
 * selection seeds. One that lost runs is worse than all that lost fewer; of equals the first listed
 * is taken. What deserves a warning is remarked.
 */
public final class CandidateSelection {
  private final Tuning tuning;
  private final Objective objective;
  private final List<RunRecord> runs;
  private final List<Long> seeds;
  private final ChanceLevels chance;

  private CandidateSelection(
      Plan plan, List<RunRecord> stored, List<Long> seeds, ChanceLevels chance) {
    this.chance = chance;
    this.tuning = plan.header().tuning().orElseThrow();
    this.objective = plan.header().objective();
    this.seeds = List.copyOf(seeds);
    this.runs =
        stored.stream()
            .filter(run -> run.phase() == Phase.SELECTION && seeds.contains(run.seed()))
            .toList();
  }

  /**
   * The selection seeds, in their order, with which nothing is left to be trained.
   *
   * @param stored the sweep's runs
   */
  public static List<Long> finishedSeeds(Plan plan, List<RunRecord> stored) {
    Set<Long> open = new HashSet<>();
    stored.stream()
        .filter(run -> run.phase() == Phase.SELECTION && !run.state().isFinished())
        .forEach(run -> open.add(run.seed()));
    return plan.header().tuning().orElseThrow().seeds().stream()
        .filter(seed -> !open.contains(seed))
        .toList();
  }

  /**
   * The tuning of the plan with every arm's choice.
   *
   * @param stored the sweep's runs, of which those count that tune arms
   * @param seeds the selection seeds to go by
   * @param environments where the runs were trained, by run id, as far as they told
   */
  public static Tuning choose(
      Plan plan, List<RunRecord> stored, List<Long> seeds, Map<String, Environment> environments) {
    ChanceLevels chance =
        new ChanceLevels(plan.header(), run -> plan.settings(run.planned()), environments);
    CandidateSelection selection = new CandidateSelection(plan, stored, seeds, chance);
    return selection.tuning.with(seeds, plan.arms().stream().map(selection::choice).toList());
  }

  private Choice choice(Arm arm) {
    List<Candidate> candidates =
        tuning.candidates().stream().map(settings -> candidate(arm, settings)).toList();
    Candidate best = candidates.stream().min(order()).orElseThrow();
    List<Remark> remarks = new ArrayList<>();
    cut().ifPresent(remarks::add);
    candidates.stream()
        .filter(candidate -> candidate.lost() > 0)
        .forEach(candidate -> remarks.add(lost(arm, candidate)));
    boolean learned = candidates.stream().anyMatch(c -> hasLearned(arm, c.settings()));
    if (learned) {
      tie(arm, candidates, best).ifPresent(remarks::add);
      edges(arm, best.settings()).forEach(remarks::add);
    } else {
      remarks.add(
          new Remark(
              Remark.Kind.NEVER_LEARNED,
              "%s never learned at any setting that was tried: a verdict against it is one on these settings."
                  .formatted(arm.label())));
    }
    return new Choice(arm.armId(), best.settings(), candidates, remarks);
  }

  private Comparator<Candidate> order() {
    return Comparator.comparingInt(Candidate::lost)
        .thenComparingDouble(c -> c.runs() == 0 ? 0 : -objective.gain(c.mean()));
  }

  private Candidate candidate(Arm arm, Settings settings) {
    DoubleSummaryStatistics readings = new DoubleSummaryStatistics();
    List<RunRecord> tried = runs(arm, settings);
    tried.stream()
        .map(this::reading)
        .filter(OptionalDouble::isPresent)
        .forEach(reading -> readings.accept(reading.getAsDouble()));
    int given = (int) readings.getCount();
    double mean = given == 0 ? Double.NaN : readings.getAverage();
    return new Candidate(settings, mean, given, tried.size() - given);
  }

  /** Of a run that did not complete none, whatever it had reached. */
  private OptionalDouble reading(RunRecord run) {
    return run.state() == RunState.COMPLETED
        ? run.reading(objective.metric())
        : OptionalDouble.empty();
  }

  private List<RunRecord> runs(Arm arm, Settings settings) {
    return runs.stream()
        .filter(run -> run.armId().equals(arm.armId()) && run.candidate().equals(settings))
        .toList();
  }

  /** Whether any of its runs is better than chance; where chance is not known all are. */
  private boolean hasLearned(Arm arm, Settings settings) {
    return runs(arm, settings).stream()
        .filter(run -> reading(run).isPresent())
        .anyMatch(run -> !chance.hasNeverLearned(run));
  }

  private Optional<Remark> cut() {
    int planned = tuning.seeds().size();
    return seeds.size() == planned
        ? Optional.empty()
        : Optional.of(
            new Remark(
                Remark.Kind.CUT,
                "Tuned on %d of %d selection seeds: the deadline leaves room for no more beside the comparison."
                    .formatted(seeds.size(), planned)));
  }

  private static Remark lost(Arm arm, Candidate candidate) {
    return new Remark(
        Remark.Kind.LOST,
        "%s: %d of %d selection runs diverged or failed, which counts as worst."
            .formatted(
                arm.label(candidate.settings()),
                candidate.lost(),
                candidate.lost() + candidate.runs()));
  }

  private Optional<Remark> tie(Arm arm, List<Candidate> candidates, Candidate best) {
    List<String> equals =
        candidates.stream()
            .filter(candidate -> order().compare(candidate, best) == 0)
            .map(candidate -> candidate.settings().toString())
            .toList();
    return equals.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Remark(
                Remark.Kind.TIE,
                "%s does equally well at %s: the first listed is taken."
                    .formatted(arm.label(), String.join(" and at ", equals))));
  }

  /** Where the best stands at an end of the numbers that were tried. */
  private List<Remark> edges(Arm arm, Settings best) {
    List<Remark> edges = new ArrayList<>();
    for (String parameter : tuning.parameters()) {
      List<Setting> tried =
          tuning.candidates().stream().map(c -> c.get(parameter)).distinct().toList();
      if (tried.stream().allMatch(setting -> setting.raw() instanceof Number)) {
        double chosen = best.real(parameter);
        boolean smallest = tried.stream().allMatch(s -> number(s) >= chosen);
        boolean largest = tried.stream().allMatch(s -> number(s) <= chosen);
        if (smallest || largest) {
          edges.add(edge(arm, parameter, best.get(parameter), smallest));
        }
      }
    }
    return edges;
  }

  private static Remark edge(Arm arm, String parameter, Setting chosen, boolean smallest) {
    return new Remark(
        Remark.Kind.EDGE,
        "%s is best at the %s %s that was tried (%s): its best may lie beyond. Widen the range."
            .formatted(arm.label(), smallest ? "smallest" : "largest", parameter, chosen.text()));
  }

  private static double number(Setting setting) {
    return ((Number) setting.raw()).doubleValue();
  }
}
