package dev.nightsweep.schedule;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The runs of a sweep: which wait, and what became of the others. */
final class RunQueue {
  private final OptionalInt pilot;
  private Plan plan;
  private final Deque<PlannedRun> pending = new ArrayDeque<>();
  private final Map<String, PlannedRun> waiting = new LinkedHashMap<>();
  private final Map<String, RunState> states = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<Long> begunSeeds = new HashSet<>();
  private int finished;
  private int bad;
  private boolean hasReading;

  /**
   * @param pilot how many of the first seeds are to be trained now; all, if it is no pilot
   */
  RunQueue(Plan plan, List<RunRecord> stored, OptionalInt pilot) {
    this.pilot = pilot;
    follow(plan, stored);
  }

  /** Goes by that plan from now on; nothing may be under way. */
  void follow(Plan next, List<RunRecord> stored) {
    plan = next;
    stored.forEach(run -> states.put(run.runId(), run.state()));
    stored.forEach(run -> attempts.put(run.runId(), run.attempts()));
    String metric = next.header().objective().metric();
    hasReading |= stored.stream().anyMatch(run -> run.reading(metric).isPresent());
    pending.clear();
    waiting.clear();
    begunSeeds.clear();
    finished = 0;
    bad = 0;
    plan.runs(PlannedRun.Phase.WINNER).forEach(this::enter); // what is left of the search can wait
    plan.runs().stream().filter(run -> run.phase() != PlannedRun.Phase.WINNER).forEach(this::enter);
  }

  /** Goes by that plan from now on, which has some more runs at its end. */
  void grow(Plan longer) {
    longer.runs().stream().skip(plan.runs().size()).forEach(pending::add);
    plan = longer;
  }

  /** A run has read that. */
  void read(Map<String, Double> metrics) {
    hasReading |= metrics.containsKey(plan.header().objective().metric());
  }

  /** Whether any run has read what the sweep is judged by. */
  boolean hasReading() {
    return hasReading;
  }

  Plan plan() {
    return plan;
  }

  /** Goes by that plan from now on, which has some runs less that nobody has begun. */
  void shrink(Plan shorter) {
    plan = shorter;
    pending.removeIf(run -> isUntouched(run) && !plan.runs().contains(run));
  }

  /** Whether the run was never begun. */
  boolean isUntouched(PlannedRun run) {
    return !wasTried(run) && !hasEnded(run.runId());
  }

  /** Whether nothing more will happen to the run. */
  boolean hasEnded(String runId) {
    return states.getOrDefault(runId, RunState.PENDING).isFinished();
  }

  private void enter(PlannedRun run) {
    RunState state = state(run);
    finished += state.isFinished() ? 1 : 0;
    bad += plan.header().isBad(run.phase(), state) ? 1 : 0;
    if (state == RunState.PAUSED) {
      waiting.put(run.runId(), run);
    } else if (!state.isFinished() && isWanted(run.seed())) {
      pending.add(run);
    }
    if (state.isFinished() || attempts.getOrDefault(run.runId(), 0) > 0) {
      begunSeeds.add(run.seed());
    }
  }

  private boolean isWanted(long seed) {
    List<Long> seeds = plan.header().seeds();
    return pilot.isEmpty() || seeds.indexOf(seed) < pilot.getAsInt();
  }

  /** Whether all that is planned is done, or nothing more will be tried. */
  boolean isDone() {
    return pending.isEmpty() && finished == total();
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** The runs that wait, in starting order; those that follow on what is planned included. */
  List<PlannedRun> left() {
    Stream<PlannedRun> planned = Stream.concat(pending.stream(), waiting.values().stream());
    return Stream.concat(planned, plan.ahead().stream()).toList();
  }

  PlannedRun next() {
    return pending.element();
  }

  /**
   * Of the last runs that tune arms the longest comes next, so that no slot waits long for the last
   * of them. They are not compared in time, so what runs beside what may depend on the arm.
   *
   * @param seconds what a run will take, as far as is known
   */
  void longestNextAtEndOfTuning(ToDoubleFunction<PlannedRun> seconds) {
    boolean isLastBlock =
        plan.isTuning() && pending.stream().mapToLong(PlannedRun::seed).distinct().count() == 1;
    if (isLastBlock) {
      PlannedRun longest = pending.stream().max(Comparator.comparingDouble(seconds)).orElseThrow();
      pending.remove(longest);
      pending.addFirst(longest);
    }
  }

  PlannedRun take() {
    return pending.remove();
  }

  /** Whether a run with the seed was started or has ended, ever. */
  private boolean isBegun(long seed) {
    return begunSeeds.contains(seed);
  }

  /**
   * The arms of the runs to come that time has to be kept for before the run is started: of one
   * that tunes arms those of all comparison blocks, unless it belongs to the first seed that arms
   * are tuned on, or to one that was begun; of a trial the winner's, unless it is the first.
   */
  List<String> reserve(PlannedRun run) {
    boolean isOfBegunBlock = plan.isTuning() && isBegun(run.seed());
    return begunSeeds.isEmpty() || isOfBegunBlock
        ? List.of()
        : plan.ahead().stream()
            .filter(later -> plan.isTuning() || later.phase() == PlannedRun.Phase.WINNER)
            .map(PlannedRun::armId)
            .toList();
  }

  /**
   * The waiting runs that there has to be time for if that one is to be started: all with its seed,
   * unless that was begun; of a search each alone.
   */
  List<PlannedRun> block(PlannedRun run) {
    return isBegun(run.seed()) || plan.header().isSearch()
        ? List.of(run)
        : pending.stream().filter(other -> other.seed() == run.seed()).toList();
  }

  /** Whether earlier attempts at the run left something to go on from, as far as one can tell. */
  boolean wasTried(PlannedRun run) {
    return attempts.getOrDefault(run.runId(), 0) > 0;
  }

  /** Counts an attempt and gives its number, from 1. */
  int begin(PlannedRun run) {
    states.put(run.runId(), RunState.RUNNING);
    begunSeeds.add(run.seed());
    return attempts.merge(run.runId(), 1, Integer::sum);
  }

  void settle(PlannedRun run, RunState state) {
    states.put(run.runId(), state);
    if (state == RunState.PAUSED) {
      waiting.put(run.runId(), run);
    }
    finished += state.isFinished() ? 1 : 0;
    bad += plan.header().isBad(run.phase(), state) ? 1 : 0;
  }

  /** The runs that wait for their promotion. */
  List<PlannedRun> waiting() {
    return List.copyOf(waiting.values());
  }

  /** The run waits no more: it goes on before any other. */
  void promote(String runId) {
    PlannedRun run = waiting.remove(runId);
    if (run != null) { // else it was never paused, and comes in its turn
      states.put(runId, RunState.PENDING);
      pending.addFirst(run);
    }
  }

  /** The run, which is not under way, will not go on. */
  Optional<PlannedRun> stop(String runId) {
    Optional<PlannedRun> stopped =
        left().stream().filter(run -> run.runId().equals(runId)).findFirst();
    stopped.ifPresent(run -> settle(run, RunState.STOPPED_EARLY));
    waiting.remove(runId);
    pending.removeIf(run -> run.runId().equals(runId));
    return stopped;
  }

  /** The number of the first trial that was not begun, from 0. */
  int firstUntouched() {
    List<PlannedRun> trials = plan.runs(PlannedRun.Phase.COMPARISON);
    int number = 0;
    while (number < trials.size() && !isUntouched(trials.get(number))) {
      number++;
    }
    return number;
  }

  /** Puts the run first in line again. */
  void putBack(PlannedRun run) {
    pending.addFirst(run);
  }

  int finished() {
    return finished;
  }

  int bad() {
    return bad;
  }

  /** Those included that follow on what is planned. */
  int total() {
    return plan.runs().size() + plan.toCome();
  }

  private RunState state(PlannedRun run) {
    return states.getOrDefault(run.runId(), RunState.PENDING);
  }
}
