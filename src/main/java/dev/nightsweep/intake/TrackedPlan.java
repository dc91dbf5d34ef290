package dev.nightsweep.intake;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.plan.Planner;
import dev.nightsweep.search.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the plan of a sweep whose runs are there: it has these runs and no others. */
final class TrackedPlan {
  private static final int MAX_NAMED = 4;

  private final TrackedStudy study;
  private final IntakeNames names;
  private final IntakeOptions.Judged judged;

  TrackedPlan(TrackedStudy study, IntakeNames names, IntakeOptions.Judged judged) {
    this.study = study;
    this.names = names;
    this.judged = judged;
  }

  /** A plan with the spec that it follows from, and the run that each of its runs is. */
  record Planned(Plan plan, Spec spec, Map<String, StudyRun> byRun) {}

  Planned plan(Instant createdAt) {
    return study.form() == TrackedStudy.Form.SEARCH ? search(createdAt) : grid(createdAt);
  }

  private Planned grid(Instant createdAt) {
    ArmDesign design = ArmDesign.of(study.arms().keySet(), judged.baseline());
    Spec untold =
        spec(SearchMethod.GRID, design.spaces(study.parameters().constants()), design.choice(), "");
    Spec spec = spec(SearchMethod.GRID, untold.parameters(), design.choice(), SpecText.of(untold));
    Plan whole =
        Planner.plan(
            spec,
            new OpenCatalog(spec.program().text()),
            settings -> new TreeMap<>(),
            names.sweepId(),
            createdAt);
    Map<Settings, Arm> arms = new HashMap<>();
    whole.arms().forEach(arm -> arms.put(arm.settings(), arm));
    return planned(
        whole.header(),
        whole.arms(),
        spec,
        run -> arms.get(study.parameters().constants().with(run.levels())));
  }

  private Planned search(Instant createdAt) {
    Set<Settings> points = study.arms().keySet();
    List<Searched> searched = TrialAxes.of(points);
    SortedMap<String, ParameterSpace> constants = new TreeMap<>();
    study
        .parameters()
        .constants()
        .byName()
        .forEach((name, setting) -> constants.put(name, new ParameterSpace.Constant(setting)));
    Spec untold = spec(SearchMethod.TRACKED, constants, Spec.ArmChoice.WHOLE_GRID, "");
    Spec spec =
        spec(
            SearchMethod.TRACKED,
            constants,
            Spec.ArmChoice.WHOLE_GRID,
            SpecText.ofSearch(untold, searched));
    Map<Settings, Arm> arms = trials(points);
    SweepHeader header =
        new SweepHeader(
            names.sweepId(),
            spec.name(),
            spec.program(),
            new SweepHeader.Question(
                spec.description(),
                spec.objective(),
                false,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()),
            new Design.SearchDesign(
                SearchMethod.TRACKED,
                List.copyOf(study.seeds()),
                new Search(searched, arms.size(), List.of(), Optional.empty())),
            Optional.empty(),
            new SweepHeader.Origin(names.file(), Hash.ofText(spec.source().text()), names.digest()),
            createdAt);
    return planned(header, List.copyOf(arms.values()), spec, run -> arms.get(run.levels()));
  }

  /** In the order in which they come; what is not set in a run is left out of its arm. */
  private Map<Settings, Arm> trials(Set<Settings> points) {
    Map<Settings, Arm> arms = new LinkedHashMap<>();
    UniqueIds ids = new UniqueIds();
    for (Settings point : points) {
      Map<String, Setting> set = new TreeMap<>(point.byName());
      set.values().removeIf(VaryingParameters.NOT_SET::equals);
      Settings levels = Settings.of(set);
      Settings all = study.parameters().constants().with(levels);
      String id = ids.next(Hash.of(canonical(all)));
      arms.put(point, new Arm(id, label(arms.size() + 1, levels), levels, all));
    }
    return arms;
  }

  private static String label(int trial, Settings levels) {
    String shown =
        levels.byName().entrySet().stream()
            .limit(MAX_NAMED)
            .map(e -> e.getKey() + "=" + e.getValue().text())
            .collect(Collectors.joining(", "));
    return "trial %d: %s%s"
        .formatted(trial, shown, levels.byName().size() > MAX_NAMED ? ", …" : "");
  }

  static List<String> canonical(Settings settings) {
    List<String> fields = new ArrayList<>();
    settings.byName().forEach((name, setting) -> fields.addAll(List.of(name, setting.canonical())));
    return fields;
  }

  private interface ArmOf {
    Arm find(StudyRun run);
  }

  private Planned planned(SweepHeader header, List<Arm> arms, Spec spec, ArmOf armOf) {
    Map<String, StudyRun> byRun = new LinkedHashMap<>();
    List<PlannedRun> runs = new ArrayList<>();
    UniqueIds ids = new UniqueIds();
    for (StudyRun run : study.runs()) {
      String identity = names.identity(run);
      String id = ids.next(Hash.of(names.sweepId(), identity));
      byRun.put(id, run);
      runs.add(
          new PlannedRun(
              id, armOf.find(run).armId(), PlannedRun.Phase.COMPARISON, run.seed(), identity));
    }
    return new Planned(new Plan(header, arms, runs), spec, byRun);
  }

  private Spec spec(
      SearchMethod method,
      SortedMap<String, ParameterSpace> spaces,
      Spec.ArmChoice arms,
      String text) {
    return new Spec(
        names.name(),
        names.description(),
        names.program(),
        new Spec.Space(method, spaces, OptionalInt.empty()),
        study.objective(),
        new Spec.Ablation(
            arms,
            Optional.empty(),
            List.copyOf(study.seeds()),
            new Spec.Judging(
                study.form() == TrackedStudy.Form.COMPARISON,
                judged.margins(),
                List.of(),
                Map.of(),
                Spec.Stop.PLANNED),
            new Spec.Running(Spec.Order.LISTED, false, Spec.Budget.NONE),
            new Spec.SearchOptions(0, false)),
        Stopping.NONE,
        new SpecSource(names.file(), text));
  }

  /** Short ids, each given once. */
  private static final class UniqueIds {
    private final Set<String> given = new HashSet<>();

    String next(String hash) {
      String id = hash.substring(0, Hash.SHORT);
      for (int turn = 2; !given.add(id); turn++) {
        id = Hash.of(hash, Integer.toString(turn)).substring(0, Hash.SHORT);
      }
      return id;
    }
  }
}
