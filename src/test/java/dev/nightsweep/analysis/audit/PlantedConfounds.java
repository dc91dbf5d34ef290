package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Simulated sweeps as the audit sees them: clean ones with all their natural variation, and ones
 * with a confound planted at random strength. {@link #found} and {@link #alarmed} count.
 */
public final class PlantedConfounds {
  /** So many of each kind. */
  public static final int STUDIES = 40;

  private static final long SEED = 20_260_401;
  private static final int SEEDS = 10;
  private static final long TUNING_SEED = 100;

  private final Random random;
  private final Study study;
  private final Map<String, Double> load = new HashMap<>();
  private final Map<String, Integer> evaluations = new HashMap<>();

  private PlantedConfounds(long seed) {
    random = new Random(seed);
    study = random.nextBoolean() ? Study.lrn(SEEDS) : Study.grid(SEEDS);
    study.margin(Metrics.VALIDATION_ACCURACY, 0.02);
    for (long s = 1; s <= SEEDS; s++) {
      block(s);
    }
    for (String arm : arms()) {
      study.selected(arm, TUNING_SEED).selected(arm, TUNING_SEED + 1);
    }
  }

  /** How many of the studies with a planted confound the audit finds it in. */
  public static int found() {
    int found = 0;
    for (int i = 0; i < STUDIES; i++) {
      PlantedConfounds planted = new PlantedConfounds(SEED + i);
      List<Plant> plants = planted.plants();
      Plant plant = plants.get(i % plants.size());
      plant.change().accept(planted.study);
      found += planted.alarms().contains(plant.check()) ? 1 : 0;
    }
    return found;
  }

  /** How many clean studies the audit raises an alarm on. */
  public static int alarmed() {
    int alarmed = 0;
    for (int i = 0; i < STUDIES; i++) {
      alarmed += new PlantedConfounds(SEED - 1 - i).alarms().isEmpty() ? 0 : 1;
    }
    return alarmed;
  }

  private List<AuditCheck> alarms() {
    Evidence evidence = study.evidence();
    Records records =
        new Records(
            evidence,
            Verdicts.details(evidence, 1),
            new Recorded(
                ParameterRoles.USUAL,
                load,
                evaluations,
                study.series(study.sweep().header().objective().metric())),
            Records.Looked.NOTHING);
    return Audit.of(records).stream().filter(Finding::isAlarm).map(Finding::check).toList();
  }

  private record Plant(AuditCheck check, Consumer<Study> change) {}

  private List<Plant> plants() {
    String arm = arms().get(1);
    return List.of(
        new Plant(
            AuditCheck.TRAINING, s -> some(0.2, seed -> s.epochs(arm, seed, Study.EPOCHS - 1))),
        new Plant(
            AuditCheck.TRAINING,
            s -> some(0.2, seed -> s.end(arm, seed, RunState.STOPPED_EARLY, "stopped early"))),
        new Plant(
            AuditCheck.ENVIRONMENT, s -> some(0.3, seed -> s.fact(arm, seed, "dl4j", "1.0.0-M3"))),
        new Plant(
            AuditCheck.ENVIRONMENT, s -> some(0.3, seed -> s.fact(arm, seed, "threads", "2"))),
        new Plant(
            AuditCheck.ENVIRONMENT,
            s -> some(0.3, seed -> s.fact(arm, seed, "git_commit", "f00d"))),
        new Plant(AuditCheck.LOAD, s -> busier()),
        new Plant(AuditCheck.BALANCE, s -> some(0.2, seed -> s.dropped(arm, seed))),
        new Plant(
            AuditCheck.RETRIES, s -> some(0.85, seed -> s.crashedOnce(arm, seed, "signal 11"))),
        new Plant(AuditCheck.TUNING, s -> s.selected(arm, TUNING_SEED + 2)),
        new Plant(
            AuditCheck.SETTINGS, s -> s.setting(arm, "dropout", Setting.of(random.nextDouble()))),
        new Plant(AuditCheck.ORDER, s -> inOrder()),
        new Plant(
            AuditCheck.LEAKAGE,
            s -> some(0.3, seed -> evaluations.put(s.run(arm, seed).runId(), 2))),
        new Plant(AuditCheck.LEAKAGE, s -> arms().forEach(each -> s.selected(each, 3))),
        new Plant(AuditCheck.TIME, s -> waiting()),
        new Plant(AuditCheck.MACHINES, s -> otherMachine()));
  }

  /** Something for about that share of the seeds, and for one at least. */
  private void some(double share, Consumer<Long> change) {
    long always = 1L + random.nextInt(SEEDS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      if (seed == always || random.nextDouble() < share) {
        change.accept(seed);
      }
    }
  }

  private void busier() {
    double factor = 1.3 + random.nextDouble();
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (String arm : levels()) {
        load.computeIfPresent(study.run(arm, seed).runId(), (id, busy) -> busy * factor);
      }
    }
  }

  private void inOrder() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (int i = 0; i < arms().size(); i++) {
        study.started(arms().get(i), seed, Study.START.plusSeconds(3600 * seed + 60L * i));
      }
    }
  }

  private void waiting() {
    double factor = 1.2 + random.nextDouble();
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (String arm : levels()) {
        double seconds = 10 * (1 + 0.02 * random.nextGaussian());
        study.seconds(arm, seed, 12, seconds * factor).cpuSeconds(arm, seed, 12, seconds);
      }
    }
  }

  /** Half of the seeds on a machine that is good at something else. */
  private void otherMachine() {
    double factor = 1.3 + random.nextDouble();
    for (long seed = 1 + SEEDS / 2; seed <= SEEDS; seed++) {
      for (String arm : arms()) {
        study.fact(arm, seed, "cpu", "another");
      }
      for (String arm : levels()) {
        double seconds = 10 * factor * (1 + 0.03 * random.nextGaussian());
        study.seconds(arm, seed, 12, seconds).cpuSeconds(arm, seed, 12, seconds * 0.97);
      }
    }
  }

  /** One seed, its arms in random order, with noise in all that is measured. */
  private void block(long seed) {
    List<String> order = new ArrayList<>(arms());
    Collections.shuffle(order, random);
    double luck = 0.004 * random.nextGaussian();
    for (int i = 0; i < order.size(); i++) {
      String arm = order.get(i);
      double accuracy = 0.96 + luck + 0.003 * random.nextGaussian();
      double seconds = 10 * (1 + 0.03 * random.nextGaussian());
      study.reading(arm, seed, Metrics.VALIDATION_ACCURACY, accuracy);
      study.reading(arm, seed, Metrics.TEST_ACCURACY, accuracy + 0.001 * random.nextGaussian());
      study.seconds(arm, seed, 12, seconds, seconds * (1 + 0.02 * random.nextGaussian()));
      study.cpuSeconds(arm, seed, 12, seconds * (0.97 + 0.01 * random.nextGaussian()));
      study.started(arm, seed, Study.START.plusSeconds(3600 * seed + 60L * i));
      load.put(study.run(arm, seed).runId(), 1 + Math.abs(0.5 * random.nextGaussian()));
      evaluations.put(study.run(arm, seed).runId(), 1);
      if (random.nextDouble() < 0.02) {
        study.crashedOnce(arm, seed, "signal 9");
      }
    }
  }

  private List<String> arms() {
    return study.sweep().arms().stream().map(arm -> arm.armId()).toList();
  }

  /** The arms at the level of the first contrast. */
  private List<String> levels() {
    return study.sweep().header().contrasts().get(0).cells().stream()
        .map(cell -> cell.armId())
        .toList();
  }
}
