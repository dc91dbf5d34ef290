package dev.nightsweep.tracker.optuna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.Fixtures;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import dev.nightsweep.tracker.sqlite.WrittenDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals and databases of Optuna, cut, damaged and made up. */
class OptunaFilesTest {
  private static final String STUDY =
      "{\"op_code\": 0, \"worker_id\": \"w\", \"study_name\": \"s\", \"directions\": [1]}\n";
  private static final String TRIAL =
      "{\"op_code\": 4, \"worker_id\": \"w\", \"study_id\": 0, \"datetime_start\": \"2026-11-30T13:00:00.000001\"}\n";

  @TempDir private Path folder;

  private List<TrackedRun> journal(String text) throws IOException {
    return OptunaJournal.read(Files.writeString(folder.resolve("journal.log"), text)).runs();
  }

  @Test
  void aJournalThatIsCutAnywhereGivesTheTrialsThatWereBegun() throws IOException {
    byte[] all = Files.readAllBytes(Fixtures.path("optuna/5.0.0/journal.log"));
    int before = 0;
    for (int length = 0; length < all.length; length += 7) {
      Path file = Files.write(folder.resolve("journal.log"), Arrays.copyOf(all, length));
      try {
        List<TrackedRun> runs = OptunaJournal.read(file).runs();
        assertThat(runs.size()).as("cut at %d", length).isBetween(before - 1, before + 1);
        before = runs.size();
      } catch (UnreadableRunException e) {
        assertThat(e).as("cut at %d", length).hasMessageContaining("no study of Optuna");
        assertThat(before).isZero();
      }
    }
    assertThat(OptunaJournal.read(Files.write(folder.resolve("journal.log"), all)).runs())
        .hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[1]",
        "{\"op_code\": 10}",
        "{\"op_code\": 4}",
        "{\"op_code\": 6, \"trial_id\": 0, \"state\": 9}",
        "{\"op_code\": 5, \"trial_id\": 0, \"param_name\": \"x\", \"param_value_internal\": \"1\", \"distribution\": \"{}\"}",
        "{\"op_code\": 5, \"trial_id\": 0, \"param_name\": \"x\", \"param_value_internal\": 7, \"distribution\": \"{\\\"name\\\": \\\"CategoricalDistribution\\\", \\\"attributes\\\": {\\\"choices\\\": [1]}}\"}",
        "{\"op_code\": 6, \"trial_id\": 0, \"state\": 1, \"values\": [\"high\"]}",
        "{\"op_code\": 4, \"study_id\": 0, \"datetime_start\": \"yesterday\"}",
        "{\"op_code\": 4, \"study_id\": 0, \"datetime_start\": \"+999999999-12-31T23:59:59\"}"
      })
  void aLineThatCannotBeMadeOutIsNamed(String line) {
    assertThatThrownBy(() -> journal(STUDY + TRIAL + line + "\n"))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("journal.log")
        .hasMessageContaining("line 3");
  }

  /** As Optuna does it: whoever comes later, another worker for instance, changes nothing. */
  /** It may quote what has no end. */
  @Test
  void whatIsSaidOfALineIsShort() {
    String choices = "[" + "\\\"x\\\",".repeat(100_000) + "0]";
    String line =
        "{\"op_code\": 5, \"trial_id\": 0, \"param_name\": \"a\", \"param_value_internal\": 1e9, \"distribution\": \"{\\\"choices\\\": %s}\"}\n"
            .formatted(choices);
    assertThatThrownBy(() -> journal(STUDY + TRIAL + line))
        .isInstanceOf(UnreadableRunException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains("choice").hasSizeLessThan(5000));
  }

  @Test
  void aLineWithoutEndIsRefused() {
    assertThatThrownBy(() -> journal(STUDY + " ".repeat(30 << 20) + "\n"))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("a record of more than 16 MiB");
  }

  @Test
  void aTrialOfMoreValuesThanAnyIsRefused() {
    String line =
        "{\"op_code\": 6, \"trial_id\": 0, \"state\": 1, \"values\": [%s0]}\n"
            .formatted("1,".repeat(1000));
    assertThatThrownBy(() -> journal(STUDY + TRIAL + line))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("more than 1000 values");
  }

  /** Each was looked for among all before it. */
  @Test
  void anyNumberOfStudiesIsRead() throws IOException {
    StringBuilder text = new StringBuilder(STUDY + TRIAL);
    for (int i = 0; i < 100_000; i++) {
      text.append("{\"op_code\":0,\"study_name\":\"").append(i).append("\"}\n");
    }
    assertThat(journal(text.toString())).hasSize(1);
  }

  @Test
  void whatComesForATrialThatHasEndedCountsForNothing() throws IOException {
    List<TrackedRun> runs =
        journal(
            STUDY
                + STUDY
                + TRIAL
                + "{\"op_code\": 6, \"trial_id\": 0, \"state\": 1, \"values\": [0.5]}\n"
                + "{\"op_code\": 6, \"trial_id\": 0, \"state\": 3, \"values\": null}\n"
                + "{\"op_code\": 6, \"trial_id\": 7, \"state\": 3, \"values\": null}\n");
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).id()).isEqualTo("s/0");
    assertThat(Fixtures.state(runs.get(0))).isEqualTo(RunState.FINISHED);
    assertThat(runs.get(0).facts()).contains(new Summary("value", 0.5));
  }

  @Test
  void whatANumberStandsForItsDistributionTells() throws IOException {
    TrialFacts trial = new TrialFacts(new StudyFacts("s"), 0);
    trial.parameter("int", 3, "{\"name\": \"IntUniformDistribution\", \"attributes\": {}}");
    trial.parameter("short", 3, "{\"type\": \"int\", \"low\": 1, \"high\": 5}");
    trial.parameter("real", 3, "{\"name\": \"FloatDistribution\", \"attributes\": {}}");
    trial.parameter("word", 1, "{\"type\": \"categorical\", \"choices\": [\"a\", \"b\"]}");
    assertThat(trial.run().facts())
        .contains(
            new Parameter("int", "3"),
            new Parameter("short", "3"),
            new Parameter("real", "3.0"),
            new Parameter("word", "\"b\""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreNotFollowed() throws IOException {
    Path journal = Files.writeString(folder.resolve("journal.log"), STUDY + TRIAL);
    Path link = Files.createSymbolicLink(folder.resolve("link.log"), journal);
    assertThatThrownBy(() -> OptunaJournal.read(link).runs())
        .hasMessageContaining("no regular file");
  }

  @Test
  void anotherDatabaseIsNoneOfOptuna() {
    Path file = folder.resolve("other.db");
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      database.run("CREATE TABLE studies (study_id INTEGER PRIMARY KEY)");
    }
    assertThatThrownBy(() -> OptunaDatabase.read(file).runs())
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("no database of Optuna")
        .hasMessageContaining("“study_name”");
  }

  @Test
  void aTrialOfNoStudyIsNamed() throws IOException {
    Path file = Fixtures.unpacked("optuna/5.0.0/study.db.gz", folder.resolve("study.db"));
    try (WrittenDatabase database = new WrittenDatabase(file)) {
      database.run("UPDATE trials SET study_id = 99 WHERE trial_id = 3");
    }
    assertThatThrownBy(() -> OptunaDatabase.read(file).runs())
        .hasMessageContaining("“trials”")
        .hasMessageContaining("row 3");
  }
}
