package dev.nightsweep;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms, the arrows between them, and who may use which library. */
class ArchitectureTest {
  private static final String ROOT = "dev.nightsweep.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.nightsweep");

  /** For every room the rooms it may use; {@code cli} may use all. */
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("spec", List.of("model")),
              Map.entry("journal", List.of("model")),
              Map.entry("data", List.of("model")),
              Map.entry("train", List.of("model")),
              Map.entry("train.dl4j", List.of("train", "data", "model", "train.dl4j.layers")),
              Map.entry("train.dl4j.layers", List.of("train", "data", "model")),
              Map.entry("train.dl4j.alexnet", List.of("train.dl4j", "data", "model")),
              Map.entry("train.simulated", List.of("train", "model")),
              Map.entry("train.command", List.of("train", "model")),
              Map.entry(
                  "worker",
                  List.of(
                      "train",
                      "train.dl4j",
                      "train.dl4j.alexnet",
                      "train.simulated",
                      "train.command",
                      "data",
                      "journal",
                      "model")),
              Map.entry("analysis", List.of("model")),
              Map.entry("analysis.power", List.of("analysis", "model")),
              Map.entry("analysis.contrast", List.of("analysis", "analysis.power", "model")),
              Map.entry("analysis.importance", List.of("analysis", "analysis.contrast", "model")),
              Map.entry(
                  "analysis.audit",
                  List.of("analysis", "analysis.contrast", "analysis.power", "model")),
              Map.entry(
                  "search",
                  List.of(
                      "model",
                      "analysis",
                      "analysis.contrast",
                      "analysis.importance",
                      "analysis.power",
                      "search.tpe")),
              Map.entry("search.tpe", List.of()),
              Map.entry("search.stop", List.of("model")),
              Map.entry("store", List.of("model")),
              Map.entry("store.memory", List.of("model", "store")),
              Map.entry("store.h2", List.of("model", "store", "journal")),
              Map.entry(
                  "schedule",
                  List.of(
                      "model", "search", "search.stop", "forecast", "store", "journal", "train")),
              Map.entry(
                  "schedule.local",
                  List.of("schedule", "model", "search", "store", "journal", "train")),
              Map.entry("schedule.replay", List.of("schedule", "journal", "model")),
              Map.entry(
                  "report",
                  List.of(
                      "model",
                      "analysis",
                      "analysis.contrast",
                      "analysis.power",
                      "analysis.importance",
                      "analysis.audit")),
              Map.entry(
                  "publish",
                  List.of(
                      "store",
                      "analysis",
                      "analysis.contrast",
                      "analysis.power",
                      "analysis.importance",
                      "analysis.audit",
                      "data",
                      "journal",
                      "report",
                      "model")),
              Map.entry("forecast", List.of("model")),
              Map.entry("serve", List.of("publish", "schedule", "journal", "model"))));

  /** Third-party packages and the rooms that may use them. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry(
              "com.fasterxml.jackson..",
              List.of("spec", "journal", "train.command", "report", "cli")),
          Map.entry("org.snakeyaml..", List.of("spec")),
          Map.entry("org.deeplearning4j..", List.of("train.dl4j", "train.dl4j.layers")),
          Map.entry("org.nd4j..", List.of("train.dl4j", "train.dl4j.layers")),
          Map.entry("org.bytedeco..", List.of("train.dl4j", "train.dl4j.layers")),
          Map.entry("java.sql..", List.of("store.h2")),
          Map.entry("org.h2..", List.of("store.h2")),
          Map.entry(
              "org.apache.commons.statistics..",
              List.of(
                  "search",
                  "search.tpe",
                  "analysis",
                  "analysis.contrast",
                  "analysis.power",
                  "analysis.importance",
                  "analysis.audit")),
          Map.entry("org.apache.commons.math3..", List.of("search")),
          Map.entry("gg.jte..", List.of("report", "report.templates..")),
          Map.entry("com.sun.net.httpserver..", List.of("serve")),
          Map.entry("oshi..", List.of("worker", "schedule.local", "cli")),
          Map.entry("picocli..", List.of("cli")),
          Map.entry("me.tongfei..", List.of("cli")),
          Map.entry("org.jline..", List.of("cli")));

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
