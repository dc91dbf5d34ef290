package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
import dev.nightsweep.spec.GivenKeys;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweep files for programs of one's own are planned as W&B would run them. */
class WandbRunsTest {
  private static final int CAP = 6;
  private static final String REFUSED = "no";

  private record Case(String theirs, String ours, String spec, String why) {
    static Case of(String line) {
      List<String> fields = List.of(line.split(" \\| ", -1));
      return new Case(
          fields.get(0), fields.get(1), fields.get(2), fields.size() > 3 ? fields.get(3) : "");
    }
  }

  static List<Case> cases() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/wandb-own-cases.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Case::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plansAsManyRuns(Case sweep) {
    assertThat(runs(sweep.spec())).as(sweep.spec()).isEqualTo(sweep.ours());
  }

  @Test
  void everyDifferenceIsExplained() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(cases())
        .allSatisfy(
            c -> assertThat(c.why().isEmpty()).as(c.spec()).isEqualTo(c.theirs().equals(c.ours())));
  }

  /** What is read as no value and the word for it are two arms, and are called two things. */
  @Test
  void levelsOfOneTextAreToldApart() {
    Plan plan =
        plan("{program: train.py, method: grid, parameters: {a: {values: [null, 'null', 1]}}}", 9);
    assertThat(plan.arms()).extracting(Arm::label).containsExactly("a=null", "a='null'", "a=1");
  }

  private static String runs(String spec) {
    try {
      Plan plan = plan("{program: train.py, " + spec.substring(1), CAP);
      int planned = plan.runs(Phase.COMPARISON).size();
      assertThat(new HashSet<>(plan.runs())).hasSameSizeAs(plan.runs());
      return Integer.toString(plan.header().search().map(Search::trials).orElse(planned));
    } catch (SpecException e) {
      return REFUSED;
    }
  }

  private static Plan plan(String yaml, int cap) {
    String capped = GivenKeys.ofCap(OptionalInt.of(cap)).below(new SpecSource("s.yaml", yaml));
    Spec spec =
        SpecReader.read("s.yaml", capped, program -> Optional.of(new OpenCatalog(program))).spec();
    return Planner.plan(
        spec,
        new OpenCatalog("train.py"),
        settings -> Collections.emptySortedMap(),
        "s",
        Instant.EPOCH);
  }
}
