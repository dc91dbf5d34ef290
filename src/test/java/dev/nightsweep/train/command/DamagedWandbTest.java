package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run whose W&B file is cut off, damaged, another's, or written bit by bit. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are shell scripts")
class DamagedWandbTest implements Watcher {
  private static final String BEGIN =
      "mkdir -p $WANDB_DIR/wandb/offline-run-1\nfile=$WANDB_DIR/wandb/offline-run-1/run-a.wandb\n";

  @TempDir private Path folder;
  private final SortedMap<Integer, Map<String, Double>> epochs = new TreeMap<>();
  private byte[] whole;

  @BeforeEach
  void readTheFixture() throws IOException {
    whole = Files.readAllBytes(Fixtures.path("wandb/0.31.0/short.wandb"));
  }

  @Override
  public void progressed(int epoch, long done, long of) {}

  @Override
  public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
    Map<String, Double> own = new TreeMap<>(metrics);
    own.remove(Metrics.SECONDS);
    epochs.put(epoch, own);
  }

  @Override
  public boolean isInterrupted() {
    return false;
  }

  private Outcome train(byte[] file, String script) throws IOException {
    epochs.clear();
    Path made = Files.write(folder.resolve("made.wandb"), file);
    Path run = Files.createDirectories(folder.resolve("run"));
    Path program = Files.writeString(folder.resolve("program.sh"), BEGIN + script.formatted(made));
    return new CommandTrainer()
        .train(
            new Assignment(
                "s",
                "r",
                1,
                new Assignment.Task(
                    ProgramRef.parse("sh %s ${metrics_from:wandb}".formatted(program)),
                    Settings.of(Map.of()),
                    7,
                    "id",
                    FileHashes.NONE,
                    new Assignment.JudgedMetric("val.acc", true)),
                Assignment.Checkpoints.NONE,
                run.toString(),
                Environment.of(Map.of()),
                0),
            Start.BEGINNING,
            this);
  }

  private SortedMap<Integer, Map<String, Double>> epochsOfTheWholeFile() throws IOException {
    assertThat(train(whole, "cp %s $file")).isInstanceOf(Outcome.Completed.class);
    assertThat(epochs).isNotEmpty();
    Path earlier = folder.resolve("run/wandb");
    Files.move(earlier, folder.resolve("before"));
    return new TreeMap<>(epochs);
  }

  /** As of a script that was killed before the library had written all. */
  @Test
  void ofOneThatIsCutOffAllThatIsWholeCounts() throws IOException {
    SortedMap<Integer, Map<String, Double>> all = epochsOfTheWholeFile();
    Outcome outcome = train(Arrays.copyOf(whole, whole.length * 6 / 10), "cp %s $file");
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(epochs.size()).isBetween(1, all.size());
    assertThat(epochs.get(1)).isEqualTo(all.get(1));
  }

  @Test
  void oneWithAnotherByteFailsTheRunAndIsNamed() throws IOException {
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    assertThat(((Outcome.Failed) train(damaged, "cp %s $file")).cause())
        .contains("run-a.wandb cannot be read from byte ");
  }

  @Test
  void anotherFileOfThatNameFailsTheRunAndIsNamed() throws IOException {
    byte[] other =
        "a log of somebody else's, and not what W&B's library writes\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(((Outcome.Failed) train(other, "cp %s $file")).cause())
        .contains("run-a.wandb cannot be read from byte 0");
  }

  @Test
  void oneThatIsBegunAnewFailsTheRunAndIsNamed() throws IOException {
    assertThat(((Outcome.Failed) train(whole, "cp %s $file; sleep 1; : > $file; sleep 1")).cause())
        .contains("run-a.wandb cannot be read", "shorter");
  }

  @Test
  void oneThatGrowsBitByBitIsReadLikeTheWhole() throws IOException {
    SortedMap<Integer, Map<String, Double>> all = epochsOfTheWholeFile();
    String growing =
        """
        size=$(wc -c < %1$s)
        for part in 1 2 3 4 5; do
          head -c $((size * part / 5)) %1$s | tail -c +$((size * (part - 1) / 5 + 1)) >> $file
          sleep 0.1
        done
        """;
    assertThat(train(whole, growing)).isInstanceOf(Outcome.Completed.class);
    assertThat(epochs).isEqualTo(all);
  }
}
