package dev.nightsweep;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.SweepObservations;
import dev.nightsweep.analysis.audit.Audit;
import dev.nightsweep.analysis.contrast.Claims;
import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ErrorRatio;
import dev.nightsweep.analysis.contrast.FixedSettings;
import dev.nightsweep.analysis.contrast.Interactions;
import dev.nightsweep.analysis.contrast.Robustness;
import dev.nightsweep.analysis.contrast.SimpleEffects;
import dev.nightsweep.analysis.contrast.Symmetry;
import dev.nightsweep.analysis.contrast.TestedNets;
import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.contrast.VarianceShare;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.process.Threads;
import dev.nightsweep.publish.StoredSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms, the arrows between them, and who may use which library. */
class ArchitectureTest {
  private static final String ROOT = "dev.nightsweep.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.nightsweep");

  /** For every room the rooms it may use, those above last; {@code cli} may use all. */
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("spec", List.of("text", "model")),
              Map.entry("journal", List.of("model")),
              Map.entry("data", List.of("model")),
              Map.entry("text", List.of("model")),
              Map.entry("train", List.of("model")),
              Map.entry(
                  "train.dl4j",
                  List.of(
                      "train",
                      "train.net",
                      "data",
                      "model",
                      "train.dl4j.layers",
                      "train.dl4j.onednn")),
              Map.entry("train.dl4j.onednn", List.of()),
              Map.entry("train.dl4j.layers", List.of("data")),
              Map.entry("train.net", List.of("spec", "data", "model")),
              Map.entry(
                  "train.dl4j.nets", List.of("train.dl4j", "train.net", "spec", "data", "model")),
              Map.entry("train.simulated", List.of("train", "model")),
              Map.entry("tracker", List.of()),
              Map.entry("tracker.table", List.of("tracker")),
              Map.entry("tracker.wandb", List.of("tracker", "tracker.table")),
              Map.entry("tracker.sqlite", List.of("tracker")),
              Map.entry("tracker.mlflow", List.of("tracker", "tracker.sqlite")),
              Map.entry("tracker.tensorboard", List.of("tracker", "model")),
              Map.entry("tracker.optuna", List.of("tracker", "tracker.sqlite")),
              Map.entry("tracker.trackio", List.of("tracker", "tracker.sqlite")),
              Map.entry(
                  "tracker.source",
                  List.of(
                      "tracker",
                      "tracker.table",
                      "tracker.wandb",
                      "tracker.sqlite",
                      "tracker.mlflow",
                      "tracker.tensorboard",
                      "tracker.optuna",
                      "tracker.trackio")),
              Map.entry(
                  "intake",
                  List.of(
                      "tracker", "tracker.source", "plan", "search", "text", "journal", "model")),
              Map.entry(
                  "train.command",
                  List.of(
                      "train",
                      "tracker",
                      "tracker.wandb",
                      "tracker.mlflow",
                      "tracker.tensorboard",
                      "process",
                      "text",
                      "model")),
              Map.entry(
                  "worker",
                  List.of(
                      "train",
                      "train.dl4j",
                      "train.dl4j.nets",
                      "train.simulated",
                      "train.command",
                      "process",
                      "journal",
                      "model")),
              Map.entry(
                  "analysis",
                  List.of(
                      "analysis.evidence",
                      "analysis.audit",
                      "analysis.contrast",
                      "analysis.importance",
                      "analysis.sequential",
                      "model")),
              Map.entry("analysis.evidence", List.of("analysis.paired", "model")),
              Map.entry("analysis.paired", List.of("model")),
              Map.entry(
                  "analysis.sequential", List.of("analysis.paired", "analysis.power", "model")),
              Map.entry("analysis.power", List.of("model")),
              Map.entry(
                  "analysis.contrast",
                  List.of(
                      "analysis.evidence",
                      "analysis.paired",
                      "analysis.sequential",
                      "analysis.power",
                      "model")),
              Map.entry("analysis.importance", List.of("analysis.paired", "model")),
              Map.entry(
                  "analysis.audit",
                  List.of(
                      "analysis.contrast",
                      "analysis.evidence",
                      "analysis.paired",
                      "analysis.power",
                      "model")),
              Map.entry(
                  "wording",
                  List.of(
                      "analysis",
                      "analysis.audit",
                      "analysis.contrast",
                      "analysis.importance",
                      "analysis.paired",
                      "model",
                      "text")),
              Map.entry("search", List.of()),
              Map.entry("search.tpe", List.of("search")),
              Map.entry("search.pruning", List.of("model")),
              Map.entry(
                  "plan",
                  List.of(
                      "analysis.contrast",
                      "analysis.evidence",
                      "analysis.importance",
                      "search",
                      "search.tpe",
                      "model")),
              Map.entry("process", List.of("journal", "model")),
              Map.entry("store", List.of("process", "model")),
              Map.entry("store.h2", List.of("store", "process", "journal", "model")),
              Map.entry("store.verify", List.of("store", "process", "journal", "model")),
              Map.entry("engine", List.of("journal", "model")),
              Map.entry("engine.local", List.of("engine", "process", "journal", "model")),
              Map.entry(
                  "machine",
                  List.of(
                      "engine",
                      "engine.local",
                      "train",
                      "train.dl4j",
                      "train.dl4j.nets",
                      "train.simulated",
                      "train.command",
                      "spec",
                      "data",
                      "process",
                      "journal",
                      "model")),
              Map.entry(
                  "forecast",
                  List.of(
                      "machine",
                      "engine",
                      "engine.local",
                      "store",
                      "train",
                      "process",
                      "journal",
                      "model")),
              Map.entry(
                  "schedule",
                  List.of(
                      "forecast",
                      "plan",
                      "engine",
                      "search.pruning",
                      "store",
                      "train",
                      "journal",
                      "model")),
              Map.entry("schedule.replay", List.of("engine", "journal", "model")),
              Map.entry("report.chart", List.of("text")),
              Map.entry(
                  "report",
                  List.of(
                      "report.chart",
                      "analysis",
                      "analysis.audit",
                      "analysis.contrast",
                      "analysis.evidence",
                      "analysis.importance",
                      "analysis.paired",
                      "wording",
                      "text",
                      "model")),
              Map.entry(
                  "publish",
                  List.of(
                      "publish.exchange",
                      "report",
                      "wording",
                      "analysis",
                      "analysis.contrast",
                      "analysis.evidence",
                      "store",
                      "data",
                      "process",
                      "journal",
                      "model",
                      "publish.queries")),
              Map.entry("publish.exchange", List.of("process", "journal", "model")),
              Map.entry(
                  "publish.export",
                  List.of(
                      "publish",
                      "publish.exchange",
                      "wording",
                      "text",
                      "analysis",
                      "analysis.contrast",
                      "analysis.evidence",
                      "analysis.paired",
                      "store",
                      "journal",
                      "model")),
              Map.entry(
                  "publish.mlflow",
                  List.of(
                      "publish",
                      "wording",
                      "text",
                      "analysis",
                      "analysis.audit",
                      "analysis.evidence",
                      "store",
                      "journal",
                      "model")),
              Map.entry(
                  "publish.queries",
                  List.of("analysis.audit", "analysis.contrast", "model", "report")),
              Map.entry("serve", List.of("process", "journal", "model", "store", "store.verify")),
              Map.entry(
                  "app",
                  List.of(
                      "intake",
                      "tracker",
                      "tracker.source",
                      "publish",
                      "publish.exchange",
                      "wording",
                      "text",
                      "schedule",
                      "schedule.replay",
                      "forecast",
                      "machine",
                      "engine",
                      "engine.local",
                      "plan",
                      "search.pruning",
                      "analysis",
                      "analysis.audit",
                      "analysis.contrast",
                      "analysis.evidence",
                      "analysis.paired",
                      "analysis.power",
                      "store",
                      "store.h2",
                      "store.verify",
                      "serve",
                      "spec",
                      "train",
                      "process",
                      "journal",
                      "model")),
              Map.entry(
                  "cli.console",
                  List.of(
                      "intake",
                      "app",
                      "publish.export",
                      "wording",
                      "text",
                      "schedule",
                      "schedule.replay",
                      "forecast",
                      "analysis",
                      "analysis.contrast",
                      "analysis.power",
                      "serve",
                      "store",
                      "journal",
                      "model"))));

  /** Third-party packages and the rooms that may use them. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry(
              "com.fasterxml.jackson..",
              List.of(
                  "spec",
                  "journal",
                  "intake",
                  "publish.mlflow",
                  "train.command",
                  "tracker",
                  "tracker.table",
                  "tracker.wandb",
                  "tracker.mlflow",
                  "tracker.tensorboard",
                  "tracker.optuna",
                  "tracker.trackio",
                  "train.dl4j",
                  "report")),
          Map.entry("org.snakeyaml..", List.of("spec", "tracker.mlflow")),
          Map.entry("org.deeplearning4j..", List.of("train.dl4j", "train.dl4j.layers")),
          Map.entry("org.nd4j..", List.of("train.dl4j", "train.dl4j.layers")),
          Map.entry("org.bytedeco..", List.of("train.dl4j", "train.dl4j.onednn")),
          Map.entry("java.sql..", List.of("store.h2", "tracker.sqlite")),
          Map.entry("org.sqlite..", List.of("tracker.sqlite")),
          Map.entry("org.h2..", List.of("store.h2")),
          Map.entry(
              "org.apache.commons.statistics..",
              List.of(
                  "analysis.paired",
                  "analysis.sequential",
                  "plan",
                  "search.tpe",
                  "analysis.contrast",
                  "analysis.power",
                  "analysis.importance",
                  "analysis.audit")),
          Map.entry(
              "org.apache.commons.codec..",
              List.of(
                  "search",
                  "data",
                  "store.h2",
                  "report",
                  "train.dl4j",
                  "train.command",
                  "train.simulated")),
          Map.entry("org.apache.commons.math3..", List.of("search")),
          Map.entry("gg.jte..", List.of("report", "report.templates..")),
          Map.entry("oshi..", List.of("worker", "engine.local", "machine")),
          Map.entry("picocli..", List.of("cli")),
          Map.entry("me.tongfei..", List.of("cli.console")),
          Map.entry("org.jline..", List.of("cli.console")));

  @Test
  void roomsOnlyUseTheRoomsTheyMay() {
    ARROWS.forEach(
        (room, allowed) -> {
          List<String> permitted = new ArrayList<>(List.of(room));
          permitted.addAll(allowed);
          noClasses()
              .that()
              .resideInAPackage(ROOT + room)
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage("dev.nightsweep..")
                      .and(not(resideInAnyPackage(packages(permitted)))))
              .check(CLASSES);
        });
  }

  @Test
  void librariesStayInTheirRooms() {
    LIBRARIES.forEach(
        (library, rooms) ->
            noClasses()
                .that(not(resideInAnyPackage(packages(rooms))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES));
  }

  @Test
  void everyClassIsInARoom() {
    String[] rooms =
        Stream.concat(ARROWS.keySet().stream(), Stream.of("cli", "report.templates.."))
            .map(room -> ROOT + room)
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(rooms).check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.nightsweep.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** A file's classes count as one. */
  @ParameterizedTest
  @MethodSource("roomsWithoutKnots")
  void filesOfARoomHaveNoCycles(String room) {
    slices().assignedFrom(new Files(ROOT + room)).should().beFreeOfCycles().check(CLASSES);
  }

  /** All but {@code model}, where a sealed type and its permitted types know each other. */
  private static Stream<String> roomsWithoutKnots() {
    return Stream.concat(Stream.of("cli"), ARROWS.keySet().stream())
        .filter(room -> !room.equals("model"));
  }

  /** Every file of a room as a slice of its own. */
  private record Files(String room) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      JavaClass outermost = type;
      while (outermost.getEnclosingClass().isPresent()) {
        outermost = outermost.getEnclosingClass().get();
      }
      return type.getPackageName().equals(room)
          ? SliceIdentifier.of(outermost.getName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "files of " + room;
    }
  }

  /** So that a sweep is judged once, whoever shows what it says. */
  @Test
  void onlyTheAnalysisOfASweepJudgesIt() {
    Set<Class<?>> judges =
        Set.of(
            Audit.class,
            Claims.class,
            ContrastCost.class,
            ErrorRatio.class,
            FixedSettings.class,
            Interactions.class,
            Robustness.class,
            SearchResult.class,
            SimpleEffects.class,
            Symmetry.class,
            TestedNets.class,
            TunedContrast.class,
            VarianceShare.class,
            Verdicts.class);
    Set<String> verbs = Set.of("of", "details", "judge", "compare");
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "analysis..")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it judges a sweep",
                call ->
                    judges.stream().anyMatch(call.getTargetOwner()::isEquivalentTo)
                        && verbs.contains(call.getName())))
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(StoredSweep.class.getName())
        .should()
        .callConstructor(SweepAnalysis.class, SweepObservations.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineAndTheWorkersPipeUseStandardOutput() {
    noClasses()
        .that(not(resideInAnyPackage(packages(List.of("cli", "worker")))))
        .should()
        .accessField(System.class, "out")
        .check(CLASSES);
    noClasses()
        .that(not(resideInAnyPackage(packages(List.of("cli", "worker")))))
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  /** Elsewhere a thread could die in silence. */
  @Test
  void threadsAreStartedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Threads.class.getName())
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "it makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Executors.class)
        .check(CLASSES);
  }

  @Test
  void theRulesLookAtRealClasses() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .collect(Collectors.groupingBy(c -> c.getPackageName(), Collectors.counting()));
    assertThat(sizes.get("dev.nightsweep.model")).isGreaterThan(20);
    assertThat(sizes.get("dev.nightsweep.journal")).isGreaterThan(3);
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> ROOT + room).toArray(String[]::new);
  }
}
