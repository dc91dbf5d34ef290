package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.CommandItem;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.MetricsFrom;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs of programs that log to a tracker, said in the file or beside it. */
class TrackedSpecTest {
  private static final String GRID =
      """
      command: [python, train.py, "${args}"]
      method: grid
      metric: {name: acc, goal: maximize}
      parameters:
        lr: {values: [0.1, 0.2]}
        random_state: {values: [4, 5, 6]}
      """;

  @TempDir private Path folder;

  private static Spec read(String name, String text) {
    return SpecReader.read(name, text, program -> Optional.of(new OpenCatalog(program))).spec();
  }

  private static CommandLine line(Spec spec) {
    return CommandLine.parse(spec.program().text());
  }

  @Test
  void theParameterThatTakesTheSeedIsNoFactor() {
    Spec spec =
        read("s.yaml", GRID + "ablation: {metrics_from: wandb, seed_parameter: random_state}\n");
    assertThat(spec.ablation().seeds()).containsExactly(4L, 5L, 6L);
    assertThat(spec.parameters()).containsOnlyKeys("lr");
    assertThat(spec.declared()).isTrue();
    assertThat(line(spec).metricsFrom()).contains(MetricsFrom.WANDB);
    assertThat(line(spec).seedParameter()).contains("random_state");
    assertThat(line(spec).items())
        .extracting(CommandItem::text)
        .containsExactly("python", "train.py", "${args}", "--random_state=${seed}");
  }

  @Test
  void itNeedNotStandInTheSweep() {
    String without = GRID.replaceFirst("  random_state.*\n", "");
    Spec spec =
        read("s.yaml", without + "ablation: {metrics_from: mlflow, seed_parameter: rng, seeds: 3}");
    assertThat(spec.ablation().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(line(spec).items()).extracting(CommandItem::text).endsWith("--rng=${seed}");
    assertThat(line(spec).metricsFrom()).contains(MetricsFrom.MLFLOW);
  }

  @Test
  void aComparisonOfAProgramThatTakesNoSeedIsRefusedWithTheLineToAdd() {
    assertThatThrownBy(() -> read("s.yaml", GRID + "ablation: {metrics_from: wandb}\n"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("nothing says how the program takes the seed")
        .hasMessageContaining("seed_parameter: seed");
    String searched = GRID.replace("grid", "random") + "run_cap: 3\n";
    String search = searched.replaceFirst("  random_state.*\n", "");
    assertThat(line(read("s.yaml", search + "ablation: {metrics_from: wandb}\n")).items())
        .extracting(CommandItem::text)
        .containsExactly("python", "train.py", "${args}");
  }

  @Test
  void aCommandWithoutMacrosIsNoErrorWhereTheLibraryHandsTheParametersOver() {
    String silent = GRID.replace(", \"${args}\"", "");
    assertThat(
            line(read(
                    "s.yaml",
                    silent + "ablation: {metrics_from: wandb, seed_parameter: random_state}\n"))
                .items())
        .extracting(CommandItem::text)
        .containsExactly("python", "train.py");
    assertThatThrownBy(
            () ->
                read(
                    "s.yaml",
                    silent + "ablation: {metrics_from: mlflow, seed_parameter: random_state}\n"))
        .hasMessageContaining("passes no parameter");
  }

  private SpecReader.Read silent(String script, String rest) throws IOException {
    Path file = Files.writeString(folder.resolve("train.py"), script);
    String text =
        "program: %s\ncommand: [\"${env}\", torchrun, \"${program}\"]\nmethod: grid\n"
            .formatted(file);
    return SpecReader.read("s.yaml", text + rest, program -> Optional.of(new OpenCatalog(program)));
  }

  /** As W&B's agent runs it: the script has them in wandb.config. */
  @Test
  void aCommandWithoutMacrosOfAScriptThatUsesWandbIsRunAsByWandb() throws IOException {
    String script = "import os\nimport wandb as wb\nrun = wb.init()\nprint(run.config.lr)\n";
    SpecReader.Read read = silent(script, "parameters: {lr: {values: [0.1, 0.2]}}");
    assertThat(line(read.spec()).metricsFrom()).contains(MetricsFrom.WANDB);
    assertThat(line(read.spec()).seedParameter()).isEmpty();
    assertThat(read.spec().declared()).isFalse();
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .contains("s.yaml:2:1", "train.py uses wandb", "--metrics-from wandb");

    Spec seeded =
        silent(script, "parameters: {lr: {values: [0.1, 0.2]}, seed: {values: [4, 5]}}").spec();
    assertThat(line(seeded).seedParameter()).contains("seed");
    assertThat(seeded.ablation().seeds()).containsExactly(4L, 5L);

    String lightning =
        "from pytorch_lightning.loggers import WandbLogger\nx = log.experiment.config";
    assertThat(
            line(silent(lightning, "parameters: {lr: {values: [0.1, 0.2]}}").spec()).metricsFrom())
        .contains(MetricsFrom.WANDB);
  }

  @Test
  void oneThatWouldGetNoParametersOrNoSeedIsRefusedStill() {
    for (String script :
        List.of(
            "import argparse\n# wandb.config would have them\n",
            "import wandb\nwandb.init(project='x')\n",
            "import wandbox\nconfig = 1")) {
      assertThatThrownBy(() -> silent(script, "parameters: {lr: {values: [0.1, 0.2]}}"))
          .hasMessageContaining("the command passes no parameter")
          .hasMessageContaining("give --metrics-from wandb");
    }
    assertThatThrownBy(
            () ->
                silent(
                    "import wandb\nwandb.config",
                    "parameters: {lr: {values: [0.1, 0.2]}}\nablation: {seeds: 3}"))
        .hasMessageContaining("s.yaml:5:1")
        .hasMessageContaining("nothing says how the program takes the seed");
  }

  @Test
  void aTrackerThatIsNotKnownIsRefusedWithThoseThatAre() {
    assertThatThrownBy(
            () -> read("s.yaml", GRID + "ablation: {metrics_from: wanbd, seed_parameter: a}\n"))
        .hasMessageContaining("wandb")
        .hasMessageContaining("mlflow")
        .hasMessageContaining("tensorboard");
  }

  @Test
  void aSpecThatSaysNothingOfItIsStartedAsBefore() {
    Spec spec = read("s.yaml", GRID.replace("random_state", "seed"));
    assertThat(spec.program().text()).isEqualTo("python train.py ${args} --seed=${seed}");
    assertThat(line(spec).metricsFrom()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.yaml", "s.json"})
  void whatOptionsSayIsStoredWithTheSpecAndReadAgain(String name) throws IOException {
    String json =
        """
        {"command": ["python", "train.py", "${args}"], "method": "grid",
         "metric": {"name": "acc", "goal": "maximize"},
         "parameters": {"lr": {"values": [0.1, 0.2]}, "random_state": {"values": [4, 5, 6]}}}
        """;
    Path file = Files.writeString(folder.resolve(name), name.endsWith("json") ? json : GRID);
    GivenKeys given =
        new GivenKeys(
            new TreeMap<>(
                Map.of(
                    "ablation.metrics_from", "wandb", "ablation.seed_parameter", "random_state")));
    Spec spec =
        SpecReader.read(file, given, program -> Optional.of(new OpenCatalog(program))).spec();
    assertThat(spec.ablation().seeds()).containsExactly(4L, 5L, 6L);
    assertThat(line(spec).metricsFrom()).contains(MetricsFrom.WANDB);

    Path stored = Files.writeString(folder.resolve("stored-" + name), spec.source().text());
    Spec again =
        SpecReader.read(stored, GivenKeys.NONE, program -> Optional.of(new OpenCatalog(program)))
            .spec();
    assertThat(again.named("s").program()).isEqualTo(spec.program());
    assertThat(again.ablation()).isEqualTo(spec.ablation());
    GivenKeys other = new GivenKeys(new TreeMap<>(Map.of("ablation.metrics_from", "mlflow")));
    Spec changed =
        SpecReader.read(stored, other, program -> Optional.of(new OpenCatalog(program))).spec();
    assertThat(line(changed).metricsFrom()).contains(MetricsFrom.MLFLOW);
    assertThat(changed.source().text().lines().filter(l -> l.startsWith("#: ")).toList())
        .isEqualTo(
            List.of(
                "#: ablation.metrics_from: mlflow", "#: ablation.seed_parameter: random_state"));
  }

  @Test
  void anotherCommentAtTheEndIsOne() {
    Spec spec = read("s.yaml", GRID.replace("random_state", "seed") + "#: method: random\n");
    assertThat(spec.isSearch()).isFalse();
  }

  @Test
  void anOptionIsCheckedLikeTheKeyAndAddsToTheAblationOfTheFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"), GRID + "ablation:\n  margin: {acc: 0.01}\n  # the end");
    GivenKeys given =
        new GivenKeys(
            new TreeMap<>(
                Map.of(
                    "ablation.metrics_from", "wandb", "ablation.seed_parameter", "random_state")));
    Spec spec =
        SpecReader.read(file, given, program -> Optional.of(new OpenCatalog(program))).spec();
    assertThat(spec.ablation().judging().margins()).containsEntry("acc", 0.01);
    assertThat(line(spec).metricsFrom()).contains(MetricsFrom.WANDB);
    GivenKeys wrong = new GivenKeys(new TreeMap<>(Map.of("ablation.metrics_from", "w&b")));
    assertThatThrownBy(
            () -> SpecReader.read(file, wrong, program -> Optional.of(new OpenCatalog(program))))
        .hasMessageContaining("ablation.metrics_from");
  }
}
