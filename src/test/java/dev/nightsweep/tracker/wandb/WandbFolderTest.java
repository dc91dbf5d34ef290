package dev.nightsweep.tracker.wandb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WandbFolderTest {
  @TempDir private Path folder;

  private Path copy(String fixture, String run) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("wandb").resolve(run));
    String id = run.substring(run.lastIndexOf('-') + 1);
    return Files.copy(
        Fixtures.path("wandb/0.31.0/" + fixture + ".wandb"), inner.resolve("run-" + id + ".wandb"));
  }

  @Test
  void allRunsOfAFolder() throws IOException {
    Path crashed = copy("crashed", "offline-run-20261130_120001-crashed");
    copy("short", "offline-run-20261130_120000-short");
    Files.createSymbolicLink(folder.resolve("wandb/latest-run"), crashed.getParent());
    for (Path path : List.of(folder, folder.resolve("wandb"))) {
      FoundRuns found = WandbFolder.read(path);
      assertThat(found.remarks()).isEmpty();
      assertThat(found.runs()).extracting(TrackedRun::id).containsExactly("short", "crashed");
      assertThat(found.runs()).extracting(Fixtures::state).first().isEqualTo(RunState.FINISHED);
    }
    assertThat(WandbFolder.read(crashed).runs()).hasSize(1);
    assertThat(WandbFolder.read(crashed.getParent()).runs()).hasSize(1);
  }

  @Test
  void aDamagedRunIsLeftOutAndNamed() throws IOException {
    copy("short", "offline-run-20261130_120000-short");
    Path damaged = copy("crashed", "offline-run-20261130_120001-crashed");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[40] ^= 1;
    Files.write(damaged, bytes);
    FoundRuns found = WandbFolder.read(folder);
    assertThat(found.runs()).extracting(TrackedRun::id).containsExactly("short");
    assertThat(found.remarks())
        .singleElement()
        .asString()
        .contains("Left out:", "run-crashed.wandb", "a wrong checksum");
    assertThatThrownBy(() -> WandbFolder.read(damaged.getParent()))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("none of its runs can be read");
  }

  @Test
  void twoFoldersOfOneRun() throws IOException {
    copy("short", "offline-run-20261130_120000-short");
    copy("short", "run-20261130_130000-short");
    FoundRuns found = WandbFolder.read(folder);
    assertThat(found.runs()).hasSize(1);
    assertThat(found.remarks())
        .singleElement()
        .asString()
        .contains("the id “short” that log the same steps");
  }

  private FoundRuns csv(String... lines) throws IOException {
    return WandbCsv.read(Files.writeString(folder.resolve("export.csv"), String.join("\n", lines)));
  }

  @Test
  void theTableOfRuns() throws IOException {
    FoundRuns found =
        csv(
            "\"Name\",\"State\",\"Notes\",\"User\",\"Tags\",\"Created\",\"Runtime\",\"Sweep\",\"lr\",\"seed\",\"opt.name\",\"_wandb\",\"epoch\",\"val/acc\"",
            "\"first\",\"finished\",\"-\",\"me\",\"\",\"2026-01-01T00:00:01.000Z\",\"12\",\"\",\"0.1\",\"1\",\"sgd\",\"{}\",\"2\",\"0.91\"",
            "\"first\",\"crashed\",\"-\",\"me\",\"\",\"2026-01-01T00:00:02.000Z\",\"7\",\"\",\"0.1\",\"2\",\"sgd\",\"{}\",\"1\",\"0.91\"");
    assertThat(found.runs()).extracting(TrackedRun::id).containsExactly("first", "first (row 3)");
    TrackedRun second = found.runs().get(1);
    assertThat(Fixtures.parameters(second)).containsExactly("lr=0.1", "opt.name=\"sgd\"", "seed=2");
    assertThat(second.facts())
        .contains(
            new Label("name", "first"), new Summary("val/acc", 0.91), new Summary("epoch", 1));
    assertThat(Fixtures.state(second)).isEqualTo(RunState.KILLED);
  }

  @Test
  void aChart() throws IOException {
    FoundRuns found =
        csv(
            "\"Step\",\"lr=0.1,seed=3 - val/acc\",\"lr=0.1,seed=3 - val/acc__MIN\",\"lr=0.1,seed=3 - val/acc__MAX\",\"second - val/acc\"",
            "\"0\",\"0.5\",\"0.5\",\"0.5\",\"\"",
            "\"5\",\"0.75\",\"0.70\",\"0.8\",\"0.25\"");
    assertThat(found.runs().get(0).facts())
        .containsExactly(
            new Label("name", "lr=0.1,seed=3"),
            new Parameter("lr", "0.1"),
            new Parameter("seed", "3"),
            new Point("val/acc", 0, 0.5, 0),
            new Point("val/acc", 5, 0.75, 0),
            new State(RunState.FINISHED, 0));
    assertThat(Fixtures.points(found.runs().get(1).facts()))
        .containsExactly(List.of("val/acc", "5", "0.25"));
    assertThat(found.remarks())
        .anyMatch(it -> it.contains("nothing of parameters"))
        .anyMatch(it -> it.contains("one value of several steps each"));
    assertThatThrownBy(() -> csv("Step,Group: lr=0.1 - acc", "0,0.5"))
        .hasMessageContaining("a chart of groups");
    assertThatThrownBy(() -> csv("Relative Time (Process),a - acc", "0.25,0.5"))
        .hasMessageContaining("only whole steps");
  }
}
