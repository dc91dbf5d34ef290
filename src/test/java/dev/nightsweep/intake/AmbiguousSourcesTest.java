package dev.nightsweep.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.source.SourceKind;
import dev.nightsweep.tracker.source.TrackerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that can be read, but not be told what they mean: they are refused or said, not guessed.
 */
class AmbiguousSourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder;

  private Intake csv(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("runs.csv"), String.join("\n", lines));
    return Intake.of(TrackerSource.read(SourceKind.CSV, file), IntakeOptions.NONE, NOW);
  }

  private void assertRefused(String said, String... lines) {
    assertThatThrownBy(() -> csv(lines))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aSeedIsTheSameHoweverPandasWritesIt() throws IOException {
    Intake intake =
        csv("run,lr,seed,acc", "a,0.1,1,0.5", "b,0.1,2.0,0.6", "c,0.2,1.0,0.7", "d,0.2,2,0.8");
    assertThat(intake.preview().contrasts()).singleElement().matches(it -> it.pairs() == 2);
  }

  @Test
  void runsOfOneSeedThatReadDifferentlyAreNamed() {
    assertRefused(
        "seed 1: a and b", "run,lr,seed,acc", "a,0.1,1,0.5", "b,0.1,1,0.6", "c,0.2,1,0.7");
  }

  @Test
  void twoColumnsThatMayBeTheSeed() {
    assertRefused(
        "Several parameters may be the seed",
        "run,lr,seed,data_seed,acc",
        "a,0.1,1,7,0.5",
        "b,0.1,2,8,0.6",
        "c,0.2,1,9,0.7",
        "d,0.2,2,9,0.8");
  }

  @Test
  void seedsThatAreNoNumbersInSomeRows() throws IOException {
    Intake intake =
        csv(
            "run,lr,seed,acc",
            "a,0.1,1,0.5",
            "b,0.1,none,0.6",
            "c,0.2,1,0.7",
            "d,0.2,2,0.8",
            "e,0.1,2,0.9");
    assertThat(intake.preview().remarks())
        .anyMatch(it -> it.contains("Left out") && it.contains("b"));
    assertThat(intake.preview().contrasts()).singleElement().matches(it -> it.pairs() == 2);
  }

  @Test
  void metricsThatDifferByCaseAreTwo() {
    assertRefused(
        "Name the one that they are judged by",
        "run,lr,seed,val_acc,Val_Acc",
        "a,0.1,1,0.5,0.6",
        "b,0.2,1,0.6,0.7");
  }

  @Test
  void oneOfSeveralStudiesIsNamed() {
    Path journal = Fixtures.path("optuna/5.0.0/journal.log");
    assertThatThrownBy(
            () ->
                Intake.of(TrackerSource.read(SourceKind.OPTUNA, journal), IntakeOptions.NONE, NOW))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("several studies: one, three, two");
  }
}
