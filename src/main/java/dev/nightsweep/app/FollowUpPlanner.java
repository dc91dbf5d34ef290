package dev.nightsweep.app;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.TrialReading;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.plan.AdaptiveTrialSampler;
import dev.nightsweep.plan.BestTrial;
import dev.nightsweep.plan.CandidateSelection;
import dev.nightsweep.plan.NextPlan;
import dev.nightsweep.plan.SequentialStopping;
import dev.nightsweep.schedule.PlanExtender;
import dev.nightsweep.schedule.SearchJournal;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What follows when all that was planned has been trained: tuned arms are compared, the winner of a
 * search is trained again, and by the rule of {@code --until-settled} another seed is added.
 * Decided from what is stored alone, so whoever goes on with the sweep decides alike; journaled
 * before it is done.
 */
final class FollowUpPlanner implements PlanExtender {
  private final Store store;
  private final SweepLog log;
  private final NextPlan next;
  private final Optional<AdaptiveTrialSampler> suggestions;
  private final SessionListener listener;
  private final InstantSource clock;
  private final Map<String, TrialReading> saw;

  /**
   * @param earlier what earlier sessions of a search were told
   */
  FollowUpPlanner(
      SessionContext context,
      SweepLog log,
      SweepResolver.Following following,
      SearchJournal earlier) {
    this.store = context.owner().store();
    this.log = log;
    this.next = following.plan();
    this.suggestions = following.suggestions();
    this.listener = context.listener();
    this.clock = context.clock();
    this.saw = earlier.saw();
  }

  @Override
  public Optional<Plan> meanwhile(Plan plan, Predicate<String> hasEnded) {
    StoredReadings readings = new StoredReadings(plan, hasEnded);
    Optional<Plan> longer =
        suggestions
            .filter(all -> !AdaptiveTrialSampler.isComplete(plan))
            .flatMap(all -> all.next(plan, readings));
    longer.ifPresent(next -> record(plan, next, readings.told));
    return longer;
  }

  private void record(Plan plan, Plan longer, List<TrialReading> told) {
    int arms = plan.arms().size();
    if (longer.arms().size() > arms) {
      log.record(
          new Entry.TrialsAdded(
              longer.arms().subList(arms, longer.arms().size()),
              longer.runs().subList(plan.runs().size(), longer.runs().size()),
              told,
              clock.instant()));
    } else {
      listener.searchExhausted(arms);
      replanned(longer);
    }
  }

  /** What trials read, once they have ended; what a proposal was told of before stands. */
  private final class StoredReadings implements AdaptiveTrialSampler.Readings {
    private final Plan plan;
    private final Predicate<String> hasEnded;
    private final List<TrialReading> told = new ArrayList<>();

    StoredReadings(Plan plan, Predicate<String> hasEnded) {
      this.plan = plan;
      this.hasEnded = hasEnded;
    }

    @Override
    public boolean hasEnded(String runId) {
      return hasEnded.test(runId);
    }

    @Override
    public Map<String, AdaptiveTrialSampler.RunObservation> of(List<String> runIds) {
      log.flush();
      Set<String> asked = new HashSet<>(runIds);
      asked.removeAll(saw.keySet());
      Map<String, TrialReading> readings = new HashMap<>();
      if (!asked.isEmpty()) {
        records(asked)
            .filter(run -> asked.contains(run.runId()))
            .forEach(run -> readings.put(run.runId(), reading(run)));
      }
      told.addAll(readings.values());
      Map<String, AdaptiveTrialSampler.RunObservation> all = new HashMap<>();
      for (String runId : runIds) {
        TrialReading reading = saw.getOrDefault(runId, readings.get(runId));
        if (reading != null) {
          all.put(runId, observation(reading));
        }
      }
      return all;
    }

    private TrialReading reading(RunRecord run) {
      boolean whole = run.state() == RunState.COMPLETED;
      boolean hasRead = whole || run.state() == RunState.STOPPED_EARLY;
      double reading =
          hasRead ? run.reading(plan.header().objective().metric()).orElse(Double.NaN) : Double.NaN;
      return new TrialReading(
          run.runId(), reading, whole || Double.isNaN(reading) ? 0 : run.lastEpoch());
    }

    private static AdaptiveTrialSampler.RunObservation observation(TrialReading reading) {
      return new AdaptiveTrialSampler.RunObservation(
          reading.reading(), reading.epochs() == 0 ? Integer.MAX_VALUE : reading.epochs());
    }

    private Stream<RunRecord> records(Set<String> asked) {
      return asked.size() == 1
          ? store.run(asked.iterator().next()).stream()
          : store.runs(plan.header().sweepId()).stream();
    }
  }

  @Override
  public Optional<Next> after(Plan done, boolean cutShort) {
    log.flush();
    String sweepId = done.header().sweepId();
    if (done.isTuning()) {
      return choose(done, store.runs(sweepId), cutShort);
    }
    if (done.header().search().isPresent()) {
      return retrain(done, store.runs(sweepId), cutShort);
    }
    return cutShort ? Optional.empty() : done.header().rule().flatMap(rule -> addSeed(done, rule));
  }

  private Optional<Next> choose(Plan done, List<RunRecord> stored, boolean cutShort) {
    List<Long> seeds = CandidateSelection.finishedSeeds(done, stored);
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    Tuning chosen =
        CandidateSelection.choose(
            done, stored, seeds, store.sweepEnvironments(done.header().sweepId()));
    Plan compared = next.compared(done, chosen);
    log.record(new Entry.CandidatesChosen(compared, clock.instant()));
    listener.armsTuned(compared, cutShort);
    return followed(compared);
  }

  private Optional<Next> retrain(Plan done, List<RunRecord> stored, boolean cutShort) {
    Search search = done.header().search().orElseThrow();
    Optional<String> best = BestTrial.of(done, stored);
    if (search.winnerSeeds().isEmpty() || (best.isEmpty() && cutShort)) {
      return Optional.empty();
    }
    if (best.isEmpty()) {
      return followed(replanned(next.withoutWinner(done)));
    }
    if (best.equals(search.winner())) {
      return Optional.empty();
    }
    Plan won = replanned(next.wonBy(done, best.get()));
    listener.winnerFound(won, best.get(), cutShort);
    return followed(won);
  }

  private Plan replanned(Plan plan) {
    log.record(new Entry.SweepReplanned(plan, clock.instant()));
    return plan;
  }

  private Optional<Next> addSeed(Plan done, SeedRule rule) {
    SweepAnalysis analysis = Publishers.sweep(store, done.header().sweepId()).analysis();
    Set<String> armIds =
        analysis.hasRunsToCome()
            ? Set.of()
            : SequentialStopping.openArms(
                analysis.sweep().header(), rule, analysis.contrasts(), analysis.claims());
    if (armIds.isEmpty()) {
      return Optional.empty();
    }
    Plan more = replanned(next.withSeed(done, SequentialStopping.oneMore(done.header()), armIds));
    listener.seedAdded(more, rule);
    return followed(more);
  }

  private Optional<Next> followed(Plan plan) {
    log.flush();
    return Optional.of(new Next(plan, store.runs(plan.header().sweepId())));
  }
}
