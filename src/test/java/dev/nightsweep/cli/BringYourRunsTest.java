package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.tracker.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the docs say of each source, done with what the sources' own libraries wrote. */
class BringYourRunsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void makeSources() throws IOException {
    for (String library :
        List.of("mlflow", "mlflow-2", "wandb", "optuna", "trackio", "tensorboard", "tables")) {
      Fixtures.unzipped("study/" + library + ".zip", folder);
    }
    // A table of runs as W&B's pages give it out, which no library writes.
    List<String> lines = Files.readAllLines(folder.resolve("runs.csv"));
    Stream<String> rows = lines.stream().skip(1).map(line -> line + ",finished,{}");
    Files.write(
        folder.resolve("wandb_export.csv"),
        Stream.concat(Stream.of(lines.get(0).replace("run,", "Name,") + ",State,_wandb"), rows)
            .toList());
  }

  private static Stream<String> commands() throws IOException {
    return Markdown.read(Path.of("src/docs/bring-your-runs.md")).blocks("sh").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("nightsweep import --from "));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyImportThatIsShownFindsThePairs(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.remove(0);
    words.set(3, folder.resolve(words.get(3)).toString());
    words.replaceAll(word -> word.equals("val_accuracy") ? "val_acc" : word);
    if (!words.contains("--dry-run")) {
      words.add("--dry-run");
    }
    Cli.Result result = new Cli(folder.resolve("results")).run(words.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("20 taken of 20")
        .containsPattern("lrn: true against false +5 +5");
  }
}
