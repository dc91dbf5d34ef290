package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.search.AdaptiveSampler;
import dev.nightsweep.search.Hash;
import dev.nightsweep.search.Observation;
import dev.nightsweep.search.RandomSampler;
import dev.nightsweep.search.RandomSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The further trials of a Bayesian search, one after the other. A trial depends on the spec, its
 * seed and what the trials before it read, the last few left out, which may be under way: so
 * whoever goes on with the sweep, with however many workers, goes on alike.
 */
public final class AdaptiveTrialSampler {
  /** So many of the estimator's points that are of no use are enough; then they are random. */
  private static final int MAX_ESTIMATES = 100;

  private final long seed;
  private final TrialSampler trials;
  private final AdaptiveSampler sampler;
  private final Identity identity;
  private final Function<Settings, SortedMap<String, String>> basis;
  private final List<Tried> tried = new ArrayList<>();
  private final ShortIds armIds = new ShortIds();

  /** What became of runs. */
  public interface Readings {

    /** Whether nothing more will happen to the run. */
    boolean hasEnded(String runId);

    /** What those of the runs read that completed or were ended early, by run. */
    Map<String, RunObservation> of(List<String> runIds);
  }

  /**
   * A run's last reading of the objective.
   *
   * @param epochs after how many epochs it was ended early; the greatest integer if it was not
   */
  public record RunObservation(double reading, int epochs) {}

  private static final class Tried {
    private final String runId;
    private final double[] point;
    private Optional<Observation> observation = Optional.empty();

    Tried(String runId, double[] point) {
      this.runId = runId;
      this.point = point;
    }

    private void observe(Objective objective, Map<String, RunObservation> readings) {
      RunObservation told =
          readings.getOrDefault(runId, new RunObservation(Double.NaN, Integer.MAX_VALUE));
      double loss = -objective.gain(told.reading());
      observation = Optional.of(new Observation(point, loss, told.epochs()));
    }
  }

  /**
   * @param catalog of the spec's program
   * @param basis what decides a result beside settings and seed, for resolved settings
   */
  public AdaptiveTrialSampler(
      Spec spec, Catalog catalog, Function<Settings, SortedMap<String, String>> basis) {
    this.seed = spec.ablation().seeds().get(0);
    this.trials = new TrialSampler(spec, new RequestedArms(spec).constants(), catalog);
    this.sampler = Samplers.adaptive(spec, trials.axes(), trials::applicable);
    this.identity = new Identity(catalog);
    this.basis = basis;
  }

  /** Whether all of the sweep's points are planned; so are those of any but a Bayesian search. */
  public static boolean isComplete(Plan plan) {
    return plan.header().search().filter(s -> plan.arms().size() < s.trials()).isEmpty();
  }

  /**
   * The plan with one more trial, or with no more to come if there is no further point; empty while
   * trials are under way that the next one depends on.
   *
   * @param plan of a search that {@link #isComplete} denies
   */
  public Optional<Plan> next(Plan plan, Readings readings) {
    learn(plan);
    int known = Math.max(0, tried.size() + 1 - Search.AT_ONCE);
    List<Tried> unread =
        tried.subList(0, known).stream().filter(before -> before.observation.isEmpty()).toList();
    if (!unread.stream().allMatch(before -> readings.hasEnded(before.runId))) {
      return Optional.empty();
    }
    if (!unread.isEmpty()) {
      Map<String, RunObservation> read =
          readings.of(unread.stream().map(before -> before.runId).toList());
      unread.forEach(before -> before.observe(plan.header().objective(), read));
    }
    List<Observation> told =
        tried.stream()
            .map(t -> t.observation.orElseGet(() -> new Observation(t.point, Double.NaN)))
            .toList();
    return Optional.of(
        point(told, tried.size() + 1)
            .map(point -> grown(plan, point))
            .orElseGet(() -> ended(plan)));
  }

  private void learn(Plan plan) {
    if (tried.size() == plan.arms().size()) {
      return;
    }
    Map<String, String> runIds = new HashMap<>();
    plan.runs(Phase.COMPARISON).forEach(run -> runIds.put(run.armId(), run.runId()));
    for (Arm arm : plan.arms().subList(tried.size(), plan.arms().size())) {
      armIds.reserve(arm.armId());
      tried.add(new Tried(runIds.get(arm.armId()), trials.known(arm.levels())));
    }
  }

  private Optional<RequestedArms.Point> point(List<Observation> told, int trial) {
    for (int attempt = 0; attempt < TrialSampler.MAX_DRAWS; attempt++) {
      RandomSource draws = draws(trial, attempt);
      double[] coordinates =
          attempt < MAX_ESTIMATES ? sampler.next(told, draws) : sampler.anywhere(draws);
      Optional<RequestedArms.Point> point = trials.at(coordinates, trial);
      if (point.isPresent()) {
        return point;
      }
    }
    return Optional.empty();
  }

  private RandomSource draws(int trial, int attempt) {
    String[] key = {"estimate", Integer.toString(trial), Integer.toString(attempt), ""};
    int[] drawn = {0};
    return () -> {
      key[3] = Integer.toString(drawn[0]++);
      return RandomSampler.number(seed, key);
    };
  }

  private Plan grown(Plan plan, RequestedArms.Point point) {
    Settings settings = trials.resolved(point.levels());
    String id = armIds.next(Hash.of(identity.ofArm(settings)));
    Arm arm = new Arm(id, point.label(), point.levels(), settings);
    RunNaming runs = new RunNaming(identity, basis, plan.header().sweepId());
    runs.keep(plan.runs());
    List<PlannedRun> added =
        runs.of(List.of(new StartingOrder.Slot(arm, Settings.NONE, seed)), Phase.COMPARISON);
    tried.add(new Tried(added.get(0).runId(), trials.known(point.levels())));
    return plan.with(List.of(arm), added);
  }

  private static Plan ended(Plan plan) {
    Search search = plan.header().search().orElseThrow().endedAfter(plan.arms().size());
    return new Plan(plan.header().with(search), plan.arms(), plan.runs());
  }
}
