package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specs without a name whose files are called alike. */
class SameFileNameTest {
  private static final String SPEC =
      """
      program: simulated
      method: grid
      parameters: {%s, epochs: {value: 1}}
      """;

  @TempDir private Path folder;
  private Path project;
  private Cli cli;

  @BeforeEach
  void specs() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    cli = new Cli(project.resolve("results"));
    write("a/sweep.yaml", "lrn: {values: [false, true]}");
    write("b/sweep.yaml", "batch_size: {values: [16, 32]}");
  }

  @Test
  void filesOfOneNameInTwoFoldersAreTwoSweeps() throws IOException {
    assertThat(run("a/sweep.yaml").exitCode()).isZero();
    Cli.Result second = run("b/sweep.yaml");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err()).contains("sweep-2", "`name:`");
    assertThat(names()).containsExactly("sweep,2", "sweep-2,2");

    assertThat(run("a/sweep.yaml").err()).contains("finished already");
    assertThat(run("b/sweep.yaml").err()).contains("finished already");
    write("b/sweep.yaml", "batch_size: {values: [16, 32, 64]}");
    assertThat(run("b/sweep.yaml").exitCode()).isZero();
    assertThat(names()).containsExactly("sweep,2", "sweep-2,3");
  }

  @Test
  void aProjectIsMovedWithItsResults() throws IOException {
    run("a/sweep.yaml");
    run("b/sweep.yaml");
    Path moved = folder.resolve("moved");
    Files.move(project, moved);
    project = moved;
    cli = new Cli(moved.resolve("results"));
    write("b/sweep.yaml", "batch_size: {values: [16, 32, 64]}");
    assertThat(run("a/sweep.yaml").err()).contains("finished already");
    assertThat(run("b/sweep.yaml").exitCode()).isZero();
    assertThat(names()).containsExactly("sweep,2", "sweep-2,3");
  }

  @Test
  void aFileThatWasMovedIsTheSameSweepAndACopyIsAnother() throws IOException {
    run("a/sweep.yaml");
    Files.createDirectories(project.resolve("c"));
    Files.move(project.resolve("a/sweep.yaml"), project.resolve("c/sweep.yaml"));
    assertThat(run("c/sweep.yaml").err()).contains("finished already");
    Files.createDirectories(project.resolve("d"));
    Files.copy(project.resolve("c/sweep.yaml"), project.resolve("d/sweep.yaml"));
    assertThat(run("d/sweep.yaml").err()).doesNotContain("finished already");
    assertThat(run("c/sweep.yaml").err()).contains("finished already");
    assertThat(names()).containsExactly("sweep,2", "sweep-2,2");
  }

  /** The sign for the home folder is a letter like any other, unless a folder is meant by it. */
  @Test
  void aFileWhoseNameBeginsWithATildeIsWhereItIs() throws IOException {
    for (String file : List.of("~draft.yaml", "~/draft.yaml")) {
      write(file, "lrn: {values: [false, true]}");
      assertThat(run(file).exitCode()).isZero();
      write("copy/" + file, "lrn: {values: [false, true]}");
      assertThat(run("copy/" + file).err()).doesNotContain("finished already");
      assertThat(run(file).err()).contains("finished already");
    }
  }

  @Test
  void aNameIsTheSameSweepWhereverItsFileLies() throws IOException {
    write("a/sweep.yaml", "lrn: {values: [false, true]}", "name: mine\n");
    write("b/sweep.yaml", "lrn: {values: [false, true]}", "name: mine\n");
    run("a/sweep.yaml");
    assertThat(run("b/sweep.yaml").err()).contains("finished already");
  }

  private void write(String file, String parameter, String... first) throws IOException {
    Files.createDirectories(project.resolve(file).getParent());
    Files.writeString(project.resolve(file), String.join("", first) + SPEC.formatted(parameter));
  }

  private Cli.Result run(String spec) {
    return cli.run("run", project.resolve(spec).toString(), "--workers", "1", "--no-calibrate");
  }

  private List<String> names() {
    String sql =
        "SELECT name, COUNT(*) FROM sweeps JOIN runs USING (sweep_id) WHERE NOT removed GROUP BY name ORDER BY name";
    return cli.run("query", sql, "--format", "csv").out().lines().skip(1).toList();
  }
}
