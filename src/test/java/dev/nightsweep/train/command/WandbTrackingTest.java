package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WandbTrackingTest {
  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "lr", Setting.of(1e-5),
              "large", Setting.of(1e30),
              "layers", Setting.of(3L),
              "flag", Setting.of(true),
              "name", Setting.of("it's \"ü\" 😀: #\n"),
              "opt.beta", Setting.of(2.0),
              "opt.kind", Setting.of("1e5"),
              "a.b", Setting.of(1L)));

  @TempDir private Path folder;

  private Assignment run() {
    return new Assignment(
        "my sweep-1a",
        "0123abcd",
        1,
        new Assignment.Task(
            "python t.py ${seed_parameter:seed} ${metrics_from:wandb} ${nested:opt}",
            SETTINGS,
            7,
            "id"),
        Assignment.Checkpoints.NONE,
        folder.toString(),
        Environment.of(Map.of()),
        0);
  }

  /** The library makes folders, moves and removes them, and not each is everybody's to read. */
  @Test
  void aFolderThatCannotBeReadHidesNoOther() throws IOException {
    WandbTracking tracking = new WandbTracking(run(), name -> null);
    tracking.prepare();
    Path runs = folder.resolve("wandb");
    Path locked = Files.createDirectories(runs.resolve("a-folder"));
    Path file = Files.createDirectories(runs.resolve("offline-run-1")).resolve("run-1.wandb");
    Files.write(file, new byte[0]);
    assertThat(locked.toFile().setReadable(false)).isTrue();
    try {
      assertThat(tracking.complaint()).isEmpty();
    } finally {
      assertThat(locked.toFile().setReadable(true)).isTrue();
    }
  }

  /** Held against PyYAML, which W&B reads it with: see src/interop/wandb. */
  @Test
  void theParametersAreHandedOverAsWandbsAgentDoes() throws IOException {
    Map<String, String> variables = new WandbTracking(run(), name -> null).prepare();
    assertThat(variables)
        .containsEntry("WANDB_MODE", "offline")
        .containsEntry("WANDB_DIR", folder.toString())
        .containsEntry("WANDB_RUN_ID", "0123abcd")
        .containsEntry("WANDB_SWEEP_ID", "my-sweep-1a")
        .containsEntry("WANDB_CONSOLE", "off");
    assertThat(Path.of(variables.get("WANDB_SWEEP_PARAM_PATH")))
        .hasContent(
            """
            wandb_version: 1

            "a.b": {"value": 1}
            "flag": {"value": true}
            "large": {"value": 1.0E+30}
            "layers": {"value": 3}
            "lr": {"value": 1.0E-5}
            "name": {"value": "it's \\"\\U000000fc\\" \\U0001f600: #\\U0000000a"}
            "opt": {"value": {"beta": 2.0, "kind": "1e5"}}
            "seed": {"value": 7}
            """);
  }

  @Test
  void whatTheUserHasSetStays() throws IOException {
    Map<String, String> variables = new WandbTracking(run(), name -> "mine").prepare();
    assertThat(variables)
        .doesNotContainKeys("WANDB_CONSOLE", "WANDB__TRANSACTION_LOG_FLUSH_INTERVAL")
        .containsEntry("WANDB_MODE", "offline");
  }

  @Test
  void theFirstRunOfThisAttemptIsFoundAndOthersAreToldOf() throws IOException {
    file("offline-run-20260101_000000-0123abcd");
    WandbTracking tracking = new WandbTracking(run(), name -> null);
    tracking.prepare();
    assertThat(tracking.find()).isEmpty();
    assertThat(tracking.complaint().orElseThrow()).contains("has begun no W&B run in");
    file("offline-run-20260101_000009-0123abcd");
    assertThat(tracking.find()).isPresent();
    assertThat(tracking.complaint()).isEmpty();
    file("offline-run-20260101_000010-0123abcd");
    assertThat(tracking.complaint().orElseThrow()).contains("2 W&B runs", "the first one counts");
  }

  private void file(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve("wandb").resolve(name));
    Files.createFile(made.resolve("run-0123abcd.wandb"));
  }
}
