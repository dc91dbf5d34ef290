package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  @TempDir private Path folder;
  private Cli cli;
  private Path spec;

  @BeforeEach
  void chooseAFile() {
    cli = new Cli(folder.resolve("results"));
    spec = folder.resolve("dropout-study.yaml");
  }

  @Test
  void theStarterPlansAsItIsUnderTheNameOfItsFile() {
    Cli.Result written = init(spec);
    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out()).contains("nightsweep run " + spec);
    Cli.Result plan = cli.run("plan", spec.toString(), "--no-calibrate");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.err()).isEmpty();
    assertThat(plan.out()).contains("dropout-study", "dropout=0.5", "runs      12");
  }

  @Test
  void whatItHasInCommentsCanBeTurnedOn() throws IOException {
    init(spec);
    String all =
        Files.readString(spec)
            .replaceAll("(?m)^( *)# (\\w+: .*)", "$1$2")
            .replace("learning_rate: {value: 0.01}", "learning_rate: {values: [0.01, 0.03]}");
    assertThat(all).contains("\nname:", "\n  nuisance:", "\n  claims:", "\n  budget:", "\n  lrn:");
    Files.writeString(spec, all);
    Cli.Result plan = cli.run("plan", spec.toString(), "--no-calibrate");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("my-ablation", "learning_rate inside every arm");
  }

  @Test
  void aFileThatExistsIsLeftAlone() throws IOException {
    Files.writeString(spec, "my own");
    Cli.Result refused = init(spec);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(spec.toString(), "exists already");
    assertThat(spec).hasContent("my own");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path nowhere = folder.resolve("no/such");
    Cli.Result refused = init(nowhere.resolve("spec.yaml"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("no folder " + nowhere);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedWithTheReason() throws IOException {
    Path file = Files.createFile(folder.resolve("file")).resolve("spec.yaml");
    Cli.Result refused = init(file);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(file + " cannot be written: Not a directory. Name a file");
  }

  private static Cli.Result init(Path file) {
    return Cli.plain(List.of("init", file.toString()));
  }
}
