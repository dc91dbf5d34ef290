package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.evidence.ReadingFacts;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** A sweep all of whose runs went through, to be filled with readings again and again. */
final class SimulatedSweep {
  static final String METRIC = "score";
  private static final String ID = "simulated";

  private final SweepRecord sweep;
  private final List<PlannedRun> runs = new ArrayList<>();
  private final ReadingFacts facts;

  /** The same without a margin, so that it is never settled by equivalence. */
  SimulatedSweep withoutMargin() {
    SweepHeader header = sweep.header();
    SweepHeader.Question asked = header.asked();
    SweepHeader.Question plain =
        new SweepHeader.Question(
            asked.description(),
            asked.objective(),
            asked.judged(),
            Map.of(),
            asked.claims(),
            asked.postHoc(),
            asked.stuck(),
            asked.judgedBefore());
    return new SimulatedSweep(
        new SweepRecord(
            new SweepHeader(
                header.sweepId(),
                header.name(),
                header.program(),
                plain,
                header.design(),
                header.stopping(),
                header.origin(),
                header.createdAt()),
            sweep.state(),
            sweep.arms(),
            sweep.runs(),
            sweep.startedAt(),
            sweep.endedAt(),
            sweep.looks(),
            sweep.lookedAt()),
        facts);
  }

  private SimulatedSweep(SweepRecord sweep, ReadingFacts facts) {
    this.sweep = sweep;
    this.facts = facts;
    for (Arm arm : sweep.arms()) {
      for (long seed : sweep.header().seeds()) {
        String id = arm.armId() + "-" + seed;
        runs.add(new PlannedRun(id, arm.armId(), PlannedRun.Phase.COMPARISON, seed, id));
      }
    }
  }

  /** Levels of one factor, each against the same baseline, whose arm is the first. */
  static SimulatedSweep levels(int contrasts, int seeds, Drawn drawn, Optional<SeedRule> rule) {
    List<Setting> levels = new ArrayList<>();
    List<Arm> arms = new ArrayList<>();
    List<Contrast> all = new ArrayList<>();
    for (int level = 0; level <= contrasts; level++) {
      Setting setting = Setting.of((long) level);
      levels.add(setting);
      arms.add(arm(Settings.NONE.with("a", setting)));
      if (level > 0) {
        all.add(contrast("a", arms.get(level), arms.get(0)));
      }
    }
    List<Factor> factors = List.of(new Factor("a", levels, levels.get(0)));
    return of(arms, new Design.GridDesign(seeds(seeds), rule, factors, all), drawn);
  }

  /** Two levels of each of three factors, crossed. */
  static SimulatedSweep grid(int seeds, Drawn drawn, Optional<SeedRule> rule) {
    List<Factor> factors = new ArrayList<>();
    List<Settings> combinations = List.of(Settings.NONE);
    List<Setting> levels = List.of(Setting.of(0L), Setting.of(1L));
    for (String name : List.of("a", "b", "c")) {
      factors.add(new Factor(name, levels, levels.get(0)));
      List<Settings> longer = new ArrayList<>();
      for (Settings shorter : combinations) {
        levels.forEach(level -> longer.add(shorter.with(name, level)));
      }
      combinations = longer;
    }
    List<Arm> arms = combinations.stream().map(SimulatedSweep::arm).toList();
    return of(arms, new Design.GridDesign(seeds(seeds), rule, factors, List.of()), drawn);
  }

  private static SimulatedSweep of(List<Arm> arms, Design design, Drawn drawn) {
    SweepHeader header =
        new SweepHeader(
            ID,
            ID,
            BuiltInProgram.SIMULATED.ref(),
            new SweepHeader.Question(
                "",
                new Objective(METRIC, Objective.Goal.MAXIMIZE),
                true,
                Map.of(METRIC, drawn.margin()),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()),
            design,
            Optional.empty(),
            new SweepHeader.Origin("", "", ""),
            Instant.EPOCH);
    Optional<Instant> end = Optional.of(Instant.EPOCH);
    Map<RunState, Integer> counts = Map.of(RunState.COMPLETED, arms.size() * header.seeds().size());
    return new SimulatedSweep(
        new SweepRecord(header, SweepState.COMPLETED, arms, counts, end, end, 1, end),
        drawn.quantum() > 0
            ? new ReadingFacts(Map.of(METRIC, drawn.quantum()), List.of())
            : ReadingFacts.NONE);
  }

  private static Arm arm(Settings levels) {
    return new Arm(levels.toString(), levels.toString(), levels, levels);
  }

  private static Contrast contrast(String factor, Arm level, Arm baseline) {
    Contrast.Cell cell = new Contrast.Cell(level.armId(), baseline.armId());
    return new Contrast(factor, level.armId(), baseline.armId(), List.of(cell));
  }

  private static List<Long> seeds(int seeds) {
    return LongStream.rangeClosed(1, seeds).boxed().toList();
  }

  List<Contrast> contrasts() {
    return sweep.header().contrasts();
  }

  int arms() {
    return sweep.arms().size();
  }

  int seeds() {
    return sweep.header().seeds().size();
  }

  SweepHeader header() {
    return sweep.header();
  }

  /** With readings by arm and seed. */
  Evidence evidence(double[][] readings) {
    List<RunRecord> records = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      double reading = readings[i / seeds()][i % seeds()];
      records.add(
          new RunRecord(
              ID,
              runs.get(i),
              RunState.COMPLETED,
              Optional.empty(),
              new RunRecord.Course(1, Optional.empty(), Optional.empty(), 1),
              Map.of(METRIC, reading),
              Optional.empty()));
    }
    return new Evidence(
        sweep,
        DeclaredMetrics.NONE,
        records,
        List.of(),
        Map.of(),
        runId -> List.of(),
        Map.of(),
        facts);
  }
}
