package dev.nightsweep.model;

import dev.nightsweep.model.PlannedRun.Phase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A spec, expanded: what will be run, in the order it will be started.
 *
 * @param header what is asked
 * @param runs in starting order
 */
public record Plan(SweepHeader header, List<Arm> arms, List<PlannedRun> runs) {
  public Plan {
    arms = Arms.of(arms);
    runs = List.copyOf(runs);
  }

  /** The same with further points of a search. */
  public Plan with(List<Arm> moreArms, List<PlannedRun> moreRuns) {
    return new Plan(header, both(arms, moreArms), both(runs, moreRuns));
  }

  /** The same with what is asked as that header has it. */
  public Plan with(SweepHeader other) {
    return new Plan(other, arms, runs);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  public Arm arm(String armId) {
    return Arms.of(arms).find(armId);
  }

  /** Every parameter of the run, seed aside. */
  public Settings settings(PlannedRun run) {
    return arm(run.armId()).settings().with(run.candidate());
  }

  /** Its runs of that phase, in starting order. */
  public List<PlannedRun> runs(Phase phase) {
    return runs.stream().filter(run -> run.phase() == phase).toList();
  }

  /** Whether arms are still being tuned: the runs that compare them are not planned yet. */
  public boolean isTuning() {
    return header.tuning().filter(tuning -> !tuning.isDone()).isPresent();
  }

  /** How many runs there will be beside these, once the arms are tuned or a winner is known. */
  public int toCome() {
    return header.toCome(arms.size());
  }

  /**
   * Those runs, as far as can be told before: at the first setting that is tried, trials to come
   * and the winner like those that are planned, without ids. For forecasts.
   */
  public List<PlannedRun> ahead() {
    if (isTuning()) {
      Settings first = header.tuning().orElseThrow().candidates().get(0);
      return header.seeds().stream()
          .flatMap(seed -> arms.stream().map(arm -> ahead(arm, first, Phase.COMPARISON, seed)))
          .toList();
    }
    return header.search().map(this::ahead).orElse(List.of());
  }

  private List<PlannedRun> ahead(Search search) {
    long seed = header.seeds().get(0);
    Stream<PlannedRun> trials =
        IntStream.range(arms.size(), search.trials())
            .mapToObj(i -> ahead(like(i), Settings.NONE, Phase.COMPARISON, seed));
    Stream<PlannedRun> winners =
        search.winnersToCome().stream()
            .map(own -> ahead(like(0), Settings.NONE, Phase.WINNER, own));
    return Stream.concat(trials, winners).toList();
  }

  private Arm like(int trial) {
    return arms.get(trial % arms.size());
  }

  private static PlannedRun ahead(Arm arm, Settings candidate, Phase phase, long seed) {
    return new PlannedRun("", arm.armId(), candidate, phase, seed, "");
  }

  /** Its arms with every parameter: what is tuned as chosen, or as tried first. */
  public List<Arm> wholeArms() {
    return arms.stream().map(this::whole).toList();
  }

  private Arm whole(Arm arm) {
    Settings tuned =
        header
            .tuning()
            .map(
                t ->
                    t.choice(arm.armId())
                        .map(Tuning.Choice::settings)
                        .orElse(t.candidates().get(0)))
            .orElse(Settings.NONE);
    return new Arm(arm.armId(), arm.label(), arm.levels(), arm.settings().with(tuned));
  }
}
