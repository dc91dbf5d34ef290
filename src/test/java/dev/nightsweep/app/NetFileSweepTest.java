package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.data.MnistSlice;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.PlanException;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.spec.GivenKeys;
import dev.nightsweep.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A spec names a net file: what its sweep keeps of it, and what an edit of the file does. */
class NetFileSweepTest {
  private static final String NET =
      """
      about: small
      input: {channels: 1, height: 28, width: 28, classes: 10}
      layers:
        - {name: conv1, kind: convolution, filters: 2, kernel: 5, padding: same}
        - {name: pool1, kind: max_pooling, kernel: 4, padding: same}
        - {name: out, kind: dense, units: classes}
      """;
  private static final String SPEC =
      """
      name: nets
      program: %s
      method: grid
      parameters:
        conv1.kernel: {values: [3, 5]}
        dataset: {value: "%s"}
        train_size: {value: 100}
        validation_size: {value: 100}
      ablation: {seeds: 2}
      """;

  @TempDir private Path folder;
  private InMemorySession session;
  private Path data;

  @BeforeEach
  void open() throws IOException {
    session = new InMemorySession(folder.resolve("results"));
    data = MnistSlice.write(Files.createDirectories(folder.resolve("data")), 300, 50);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void workersGetTheFileAsItWasWhenTheSweepWasBegun() throws Exception {
    write("nets/small.yaml", NET);

    SweepResult done = run(spec("nets/small.yaml"));

    assertThat(done.outcome().end()).isEqualTo(SessionEnd.DONE);
    assertThat(started())
        .hasSize(4)
        .allSatisfy(
            run ->
                assertThat(run.task().program())
                    .isEqualTo(new ProgramRef.Net("nets/small.yaml", NET)));
    assertThat(StoredPlan.of(session.folder, done.sweep().sweepId()).header().program().net())
        .contains(NET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alexnet.yaml", "my nets/le net.yaml", "./nets/../net.yml"})
  void aFileMayBeCalledAnything(String name) throws IOException {
    Files.createDirectories(folder.resolve("nets"));
    write(name, NET);

    ProgramRef program = spec(name).program();

    assertThat(program).isEqualTo(new ProgramRef.Net(name, NET));
    assertThat(plan(spec(name)).arms())
        .extracting(Arm::label)
        .containsExactly("conv1.kernel=3", "conv1.kernel=5");
  }

  @Test
  void aNetInJsonIsOneToo() throws IOException {
    write(
        "net.json",
        "{\"layers\": [{\"name\": \"out\", \"kind\": \"dense\", \"units\": \"classes\"}]}");

    assertThatThrownBy(() -> spec("net.json"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("conv1.kernel");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          net.yaml | net.yaml         | #what it is\\n | ''
          net.yaml | other/moved.yaml | ''            | ''
          net.yaml | net.yaml         | ''            | '  - {name: late, kind: dropout, rate: 0.5, when: late_drop}\\n'
          """)
  void identitiesAreOfTheLayersAlone(String before, String after, String above, String inside)
      throws IOException {
    write(before, NET);
    Plan was = plan(spec(before));
    String unused =
        inside.isEmpty()
            ? ""
            : "parameters:\n  late_drop: {type: flag, default: false, help: more dropout}\n";
    write(
        after,
        above.translateEscapes()
            + unused
            + NET.replace("  - {name: out", inside.translateEscapes() + "  - {name: out"));

    Plan is = plan(spec(after));

    assertThat(is.runs()).isEqualTo(was.runs());
    assertThat(is.arms()).extracting(Arm::armId).containsExactlyElementsOf(ids(was));
  }

  @Test
  void anotherLayerIsAnotherIdentity() throws IOException {
    write("net.yaml", NET);
    Plan was = plan(spec("net.yaml"));
    for (String edit : List.of("filters: 3", "filters: 2, activation: tanh")) {
      write("net.yaml", NET.replace("filters: 2", edit));

      assertThat(plan(spec("net.yaml")).runs())
          .extracting(PlannedRun::identity)
          .doesNotContainAnyElementsOf(was.runs().stream().map(PlannedRun::identity).toList());
    }
  }

  /** The spec says what the file said: the same net, and so the same run. */
  @Test
  void aValueIsTheSameInTheSpecAndInTheFile() throws IOException {
    write("net.yaml", NET);
    Plan bySpec = plan(spec("net.yaml", with("conv1.filters: {value: 3}")));
    write("net.yaml", NET.replace("filters: 2", "filters: 3"));

    assertThat(plan(spec("net.yaml")).runs())
        .extracting(PlannedRun::identity)
        .isEqualTo(bySpec.runs().stream().map(PlannedRun::identity).toList());
  }

  @Test
  void aSweepGoesOnWhenItsFileIsGoneOrHasOtherComments() throws Exception {
    Path file = write("net.yaml", NET);
    SweepResult done = run(spec("net.yaml"));
    Files.writeString(file, "# a remark\n" + NET);
    SweepResult again = run(spec("net.yaml"));
    Files.delete(file);

    Spec stored = SpecFile.ofSweep(session.owner, done.sweep().sweepId(), SessionListener.NONE);

    assertThat(again.sweep().sweepId()).isEqualTo(done.sweep().sweepId());
    assertThat(stored.program()).isEqualTo(new ProgramRef.Net("net.yaml", NET));
    assertThat(run(stored).sweep().sweepId()).isEqualTo(done.sweep().sweepId());
    assertThat(started()).hasSize(4);
    assertThatThrownBy(() -> spec("net.yaml"))
        .hasMessageContaining("there is no net file 'net.yaml'")
        .hasMessageContaining(file.toString());
  }

  @Test
  void anEditedLayerIsRefusedByNameAndFile() throws Exception {
    write("net.yaml", NET);
    String sweepId = run(spec("net.yaml")).sweep().sweepId();
    write("net.yaml", NET.replace("filters: 2", "filters: 3"));

    assertThatThrownBy(() -> run(spec("net.yaml")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("The net file net.yaml is not what " + sweepId)
        .hasMessageContaining("layer conv1 was convolution {filters=2, kernel=3")
        .hasMessageContaining("is convolution {filters=3, kernel=3")
        .hasMessageContaining("--new, to start nets-2");
    write("net.yaml", NET.replace("  - {name: pool1", "  - {name: bn, kind: flatten}\n#"));
    assertThatThrownBy(() -> run(spec("net.yaml"))).hasMessageContaining("layer pool1 is gone");
  }

  /** A file may get a branch that no arm uses yet; the spec's next edit uses it. */
  @Test
  void aSweepGrowsByABranchThatItsFileHasGot() throws Exception {
    write("net.yaml", NET);
    run(spec("net.yaml"));
    String grown =
        "parameters:\n  extra: {type: flag, default: false, help: one more}\n"
            + NET.replace(
                "  - {name: out",
                "  - {name: more, kind: dense, units: 7, when: extra}\n  - {name: out");
    write("net.yaml", grown);

    SweepResult again = run(spec("net.yaml", text -> text.replace("[3, 5]", "[3, 5, 7]")));

    assertThat(session.heard.events).contains("changed PlanDiff[added=2, kept=4, removed=0]");
    assertThat(again.sweep().header().program().net()).contains(grown);
    assertThat(started()).hasSize(6);

    UnaryOperator<String> factor = with("extra: {values: [false, true]}");
    Plan factors = StoredPlan.of(session.folder, run(spec("net.yaml", factor)).sweep().sweepId());
    assertThat(session.heard.events).contains("changed PlanDiff[added=4, kept=4, removed=2]");
    assertThat(factors.arms()).hasSize(4);
    assertThat(started()).hasSize(10);
  }

  /** Arms are what they compute: the default of what the sweep varies is of no consequence. */
  @Test
  void aDefaultThatNoArmHasMayBeEdited() throws Exception {
    write("net.yaml", NET);
    SweepResult done = run(spec("net.yaml"));
    write("net.yaml", NET.replace("kernel: 5", "kernel: 3"));

    assertThat(run(spec("net.yaml")).sweep().sweepId()).isEqualTo(done.sweep().sweepId());
    assertThat(started()).hasSize(4);
  }

  @Test
  void armsMayBeTheSameNet() throws IOException {
    write(
        "net.yaml",
        "parameters:\n  more: {type: flag, default: false, help: more}\n"
            + NET.replace(
                "  - {name: out",
                "  - {name: d, kind: dropout, rate: 0.5, when: more}\n  - {name: out"));
    Plan plan =
        plan(
            spec(
                "net.yaml",
                said ->
                    said.replace(
                        "conv1.kernel: {values: [3, 5]}", "d.rate: {values: [0.1, 0.2]}")));

    assertThat(plan.arms()).extracting(Arm::armId).doesNotHaveDuplicates();
    assertThat(plan.runs()).extracting(PlannedRun::runId).doesNotHaveDuplicates();
    assertThat(plan.runs().stream().map(PlannedRun::identity).distinct()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layers:\\n  - {name: a, kind: dense, unit: 3} | net.yaml:2:28: a dense layer has no 'unit'
          ''                                           | net.yaml:1:1: the file is empty
          layers: [                                    | net.yaml:
          """)
  void problemsOfTheFileAreToldWithTheSpecsOwn(String text, String problem) throws IOException {
    Path file = write("net.yaml", text.translateEscapes());

    SpecException refused =
        catchThrowableOfType(
            SpecException.class, () -> spec("net.yaml", said -> "ablatoin: {}\n" + said));

    assertThat(refused.getMessage())
        .contains(folder + "/" + problem)
        .contains(folder.resolve("spec.yaml") + ":", "ablatoin");
    assertThat(refused.problems().get(0).file()).isNotEqualTo(file.toString());
  }

  @Test
  void aFolderIsNoNet() throws IOException {
    Files.createDirectories(folder.resolve("net.yaml"));

    assertThatThrownBy(() -> spec("net.yaml")).hasMessageContaining("net.yaml: this is a folder");
  }

  @Test
  void layersAreJudgedForTheDataSet() throws IOException {
    write("net.yaml", NET.replace("classes}\n", "10}\n").replace("units: classes", "units: 10"));

    assertThatThrownBy(
            () -> plan(spec("net.yaml", text -> text.replace(data.toString(), "emnist-letters"))))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("out, the last layer, makes 10")
        .hasMessageContaining("the data have 26 classes");
  }

  /** What lies at a path is known when it is read: before anything is written. */
  @Test
  void layersAreJudgedForAnyOtherDataSetWhenItIsRead() throws IOException {
    write(
        "net.yaml", NET.replace("classes: 10", "classes: 7").replace("units: classes", "units: 7"));

    assertThatThrownBy(() -> run(spec("net.yaml")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("net.yaml does not fit " + data)
        .hasMessageContaining("28×28 grey in 10 classes")
        .hasMessageContaining("out, the last layer, makes 7");
    assertThat(session.owner.store().sweeps()).isEmpty();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static UnaryOperator<String> with(String parameter) {
    return text -> text.replace("parameters:\n", "parameters:\n  " + parameter + "\n");
  }

  private Spec spec(String program) throws IOException {
    return spec(program, UnaryOperator.identity());
  }

  private Spec spec(String program, UnaryOperator<String> edit) throws IOException {
    Path file = write("spec.yaml", edit.apply(SPEC.formatted(program, data)));
    return SpecFile.read(file, GivenKeys.NONE, SessionListener.NONE);
  }

  private static Plan plan(Spec spec) {
    return SweepResolver.plan(
        spec, WorkerLauncher.here(1).program(spec.program()), "nets", Instant.EPOCH);
  }

  private SweepResult run(Spec spec) throws InterruptedException {
    return session.runner(SessionOptions.DEFAULT.withWorkers(1)).run(spec);
  }

  private List<Assignment> started() {
    return session.engines.stream().flatMap(engine -> engine.started().stream()).toList();
  }

  private static List<String> ids(Plan plan) {
    return plan.arms().stream().map(Arm::armId).toList();
  }
}
