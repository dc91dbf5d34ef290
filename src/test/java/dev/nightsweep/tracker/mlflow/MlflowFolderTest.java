package dev.nightsweep.tracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of runs as MLflow kept them before its databases. */
class MlflowFolderTest {
  @TempDir private Path root;
  private Path run;

  @BeforeEach
  void makeARun() throws IOException {
    run = root.resolve("mlruns/0/abc");
    write(
        "meta.yaml",
        """
        run_id: abc
        run_name: first
        status: 3
        start_time: 1000
        end_time: 2000
        lifecycle_stage: active
        experiment_id: '0'
        tags: []
        """);
    write("params/lr", "0.1");
    write("tags/mlflow.user", "someone");
    write("metrics/val/acc", "1500 0.5 1\n1600 nan 2\n1700 -inf 3\n");
    write("metrics/old", "1500 0.25\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = run.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<TrackedRun> runs() throws IOException {
    return MlflowFolder.read(root.resolve("mlruns")).runs();
  }

  @Test
  void aRunIsReadWithAllItHas() throws IOException {
    assertThat(runs())
        .containsExactly(
            new TrackedRun(
                "abc",
                List.of(
                    new Label("name", "first"),
                    new Label("experiment", "0"),
                    new State(RunState.RUNNING, 1000),
                    new State(RunState.FINISHED, 2000),
                    new Parameter("lr", "\"0.1\""),
                    new Label("mlflow.user", "someone"),
                    new Point("old", 0, 0.25, 1500),
                    new Point("val/acc", 1, 0.5, 1500),
                    new Point("val/acc", 2, Double.NaN, 1600),
                    new Point("val/acc", 3, Double.NEGATIVE_INFINITY, 1700))));
    assertThat(MlflowFolder.read(root.resolve("mlruns/0")).runs()).hasSize(1);
    assertThat(MlflowFolder.read(run).runs()).hasSize(1);
  }

  @Test
  void deletedRunsAreLeftOut() throws IOException {
    run = root.resolve("mlruns/0/def");
    write("params/lr", "0.2");
    write("meta.yaml", "run_id: def\nlifecycle_stage: deleted\n");
    assertThat(runs()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1500 0.5 1\n1600 0.", "1500", "a b c", "1500 0.5 1 2", "1500 0,5 1"})
  void aLineThatIsNoValueIsNamed(String text) throws IOException {
    write("metrics/val/acc", text.equals("1500 0.5 1\n1600 0.") ? "1500 0.5 1\n1600" : text);
    assertThatThrownBy(this::runs)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("acc")
        .hasMessageContaining("line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1, 2]", "a: b: c", "a: &a [*a]\nb: {", "!!javax.script.ScriptEngineManager []"})
  void aDescriptionThatIsNoneIsNamed(String text) throws IOException {
    write("meta.yaml", text);
    assertThatThrownBy(this::runs)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("meta.yaml");
  }

  /** To load or to print such would never end. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void aDescriptionThatIsNestedWithoutEndIsNamed(String opening) throws IOException {
    write("meta.yaml", "run_id: abc\nx:\n " + opening.repeat(50_000));
    assertThatThrownBy(this::runs)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("meta.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a [[*a]]", "&a {b: {c: *a}}", "&a [x, &b [*a, *b]]"})
  void aDescriptionThatHoldsItselfIsNamed(String name) throws IOException {
    write("meta.yaml", "run_id: abc\nrun_name: " + name + "\n");
    assertThatThrownBy(this::runs)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("meta.yaml");
  }

  @Test
  void aFolderWithoutRunsIsSaidToHaveNone() {
    assertThatThrownBy(() -> MlflowFolder.read(root.resolve("mlruns/0/abc/metrics")).runs())
        .hasMessageContaining("no runs of MLflow");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreNotFollowed() throws IOException {
    Path secret = Files.writeString(root.resolve("secret"), "1500 0.5 1\n");
    Files.createSymbolicLink(run.resolve("metrics/secret"), secret);
    Files.createSymbolicLink(run.resolve("params/round"), run);
    Files.createSymbolicLink(root.resolve("mlruns/1"), root.resolve("mlruns/0"));
    assertThat(runs()).hasSize(1);
    assertThat(runs().get(0).facts()).hasSize(10);
  }
}
