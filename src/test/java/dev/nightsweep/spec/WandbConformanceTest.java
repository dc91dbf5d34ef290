package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sweep files are taken and refused as W&B does, but where {@code wandb-cases.txt} says why not.
 */
class WandbConformanceTest {

  private record Case(boolean theirs, boolean ours, String spec, String why) {
    static Case of(String line, String place) {
      List<String> fields = List.of(line.split(" \\| ", -1));
      return new Case(
          fields.get(0).equals("yes"),
          fields.get(1).equals("yes"),
          place.replace("%s", fields.get(2)),
          fields.size() > 3 ? fields.get(3) : "");
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    String place = "%s";
    for (String line : Files.readAllLines(Path.of("src/test/resources/wandb-cases.txt"))) {
      if (line.startsWith("= ")) {
        place = line.substring(2);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.add(Case.of(line, place));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesOrRefuses(Case sweep) {
    assertThat(problems(sweep.spec()).isEmpty())
        .as("%s: %s", sweep.spec(), problems(sweep.spec()))
        .isEqualTo(sweep.ours());
  }

  @Test
  void everyDifferenceIsExplained() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
    assertThat(cases())
        .allSatisfy(
            c -> assertThat(c.why().isEmpty()).as(c.spec()).isEqualTo(c.theirs() == c.ours()));
  }

  private static List<Problem> problems(String spec) {
    try {
      SpecReader.read("sweep.yaml", spec, program -> Optional.of(NetFiles.shipped("alexnet")));
      return List.of();
    } catch (SpecException e) {
      return e.problems();
    }
  }
}
