package dev.nightsweep.intake;

import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The runs of a source, sorted into arms and seeds.
 *
 * @param seed where they have their seed; empty if they have none
 * @param runs in the order of the source
 * @param arms the runs of every arm, in the order in which the arms come
 */
record TrackedStudy(
    Objective objective,
    Optional<SeedParameter> seed,
    VaryingParameters parameters,
    List<StudyRun> runs,
    Map<Settings, List<StudyRun>> arms) {
  /** What can be made of the runs. */
  enum Form {
    /** Arms that share seeds. */
    COMPARISON,
    /** Arms without seeds, or with one run each: nothing is compared. */
    SEARCH,
    /** One arm. */
    ONE_ARM
  }

  private static final int MAX_ARMS = 1000;

  TrackedStudy {
    runs = List.copyOf(runs);
    arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
  }

  /**
   * Sorts them.
   *
   * @param remarks takes what is to be told
   */
  static TrackedStudy of(
      RunSieve sieve, Objective objective, IntakeOptions options, List<String> remarks) {
    Optional<SeedParameter> seed =
        SeedParameter.find(
            sieve.runs(), options.selection().seedParameter(), options.selection().ignored());
    seed.ifPresent(
        s -> sieve.leaveOut("without a whole number as seed", run -> s.of(run).isEmpty()));
    List<FoundRun> runs = sieve.runs();
    VaryingParameters parameters =
        VaryingParameters.of(
            runs,
            name ->
                options.selection().ignored().contains(name)
                    || seed.filter(s -> s.holds(name)).isPresent());
    seed.ifPresent(s -> refuseSplit(parameters.splitting(runs, s)));
    List<StudyRun> placed =
        seed.isPresent()
            ? new ArmRuns(options.duplicates(), remarks).seeded(runs, parameters, seed.get())
            : ArmRuns.numbered(runs, parameters);
    TrackedStudy study = new TrackedStudy(objective, seed, parameters, placed, byArm(placed));
    study.refuseUnpaired();
    return study;
  }

  private static void refuseSplit(List<String> splitting) {
    if (!splitting.isEmpty()) {
      throw Refusal.of(
          "No two runs with the same seed agree in %s, so that it splits what would be pairs. If it is no setting of what is trained, leave it out: %s"
              .formatted(
                  Refusal.list(splitting),
                  String.join(
                      " ", splitting.stream().map(name -> "--ignore " + shell(name)).toList())));
    }
  }

  private static String shell(String name) {
    return name.matches("[\\w./:-]+") ? name : "'" + Refusal.shown(name) + "'";
  }

  private void refuseUnpaired() {
    int arms = arms().size();
    boolean repeats = seed.isPresent() && arms > 1 && arms < runs.size();
    if (repeats && !VaryingParameters.shareSeeds(List.copyOf(armSeeds()), 1)) {
      throw Refusal.of(
          "No two arms share a seed (%s), so nothing can be paired. If %s is no setting of what is trained, leave it out with --ignore; else train the arms on the same seeds."
              .formatted(
                  Refusal.shown(seed.get().name()), Refusal.list(parameters.byName().keySet())));
    }
    if (repeats && arms > MAX_ARMS) {
      throw Refusal.of(
          "There are %,d arms with several seeds, and at most %,d are compared. --where takes a part of them, --ignore leaves out what is no setting."
              .formatted(arms, MAX_ARMS));
    }
  }

  Form form() {
    int arms = arms().size();
    if (arms == 1) {
      return Form.ONE_ARM;
    }
    return seed.isEmpty() || arms == runs.size() ? Form.SEARCH : Form.COMPARISON;
  }

  private static Map<Settings, List<StudyRun>> byArm(List<StudyRun> runs) {
    Map<Settings, List<StudyRun>> arms = new LinkedHashMap<>();
    runs.forEach(run -> arms.computeIfAbsent(run.levels(), of -> new ArrayList<>()).add(run));
    return arms;
  }

  /** All seeds, in order. */
  SortedSet<Long> seeds() {
    SortedSet<Long> seeds = new TreeSet<>();
    runs.forEach(run -> seeds.add(run.seed()));
    return seeds;
  }

  private List<Set<Long>> armSeeds() {
    return arms().values().stream().map(TrackedStudy::seedsOf).toList();
  }

  private static Set<Long> seedsOf(List<StudyRun> arm) {
    Set<Long> seeds = new TreeSet<>();
    arm.forEach(run -> seeds.add(run.seed()));
    return seeds;
  }
}
