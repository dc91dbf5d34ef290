package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run records of the files that its program may load. */
class ProgramTreeTest {
  @TempDir private Path folder;

  @BeforeEach
  void script() throws IOException {
    write("work/train.py", "import helper\n");
    write("work/helper.py", "SHIFT = 0\n");
    write("work/nets/layers.py", "WIDTH = 1\n");
  }

  @Test
  void aModuleBesideTheScriptIsNamedWhenItChanges() throws IOException {
    Map<String, String> before = facts();
    write("work/helper.py", "SHIFT = 1 # longer\n");
    assertThat(changed(before, facts())).containsExactly("helper.py");
    assertThat(before.get(ProgramFiles.TREE)).isNotEqualTo(facts().get(ProgramFiles.TREE));
  }

  @Test
  void foldersBelowAndNewFilesCount() throws IOException {
    Map<String, String> before = facts();
    write("work/nets/layers.py", "WIDTH = 22\n");
    write("work/random.py", "seed = print\n");
    assertThat(changed(before, facts())).containsExactly("nets/layers.py", "random.py");
  }

  @Test
  void whatIsNoPartOfTheProgramDoesNot() throws IOException {
    Map<String, String> before = facts();
    write("work/sweep.yaml", "program: train.py\nmethod: grid\nparameters: {a: {value: 1}}\n");
    write("work/notes.md", "tried this\n");
    write("work/__pycache__/helper.py", "cached\n");
    write("work/out/sweep-1/runs/1/state.json", "{}\n");
    write("work/model.pt", "weights\n");
    assertThat(facts()).isEqualTo(before);
  }

  @Test
  void ofAGitTreeTheTrackedFilesCountAndThoseOfOtherFoldersByTheirWay() throws Exception {
    git("init", "-q");
    write("lib/common.py", "A = 1\n");
    write(".gitignore", "scratch.py\n");
    git("add", ".");
    Map<String, String> before = facts();
    write("work/scratch.py", "ignored\n");
    write("lib/common.py", "A = 11\n");
    write("work/new.py", "not yet tracked\n");
    assertThat(changed(before, facts())).containsExactly("../lib/common.py", "new.py");
  }

  @Test
  void filesThatSettingsNameAreHashed() throws IOException {
    Path data = write("data.csv", "1\n");
    Settings settings = Settings.NONE.with("data", Setting.of(data.toString()));
    Map<String, String> before = facts(settings);
    write("data.csv", "22\n");
    assertThat(changed(before, facts(settings))).hasSize(1);
    assertThat(changed(before, facts())).isEmpty();
  }

  @Test
  void manyFilesAreToldApartByFolderAndTooManyAreSaid() throws IOException {
    for (int i = 0; i < ProgramTree.MAX_NAMED; i++) {
      write("work/nets/layer%d.py".formatted(i), "N = %d\n".formatted(i));
    }
    Map<String, String> before = facts();
    write("work/nets/layer7.py", "N = 77\n");
    assertThat(changed(before, facts())).containsExactly("nets/");

    Files.write(folder.resolve("work/huge.py"), new byte[(int) SourceFiles.MAX_BYTES_OF_FILE + 1]);
    assertThat(facts().get(ProgramFiles.NOT_COVERED)).startsWith("1 file of its folder is");
  }

  @Test
  void aCommandWithoutAScriptIsSaidNotToBeCovered() {
    ProgramTree tree = new ProgramTree(CommandLine.parse("true ${args}"), CodeScope.USUAL);
    assertThat(tree.facts(Settings.NONE, runFolder())).containsOnlyKeys(ProgramFiles.NOT_COVERED);
  }

  private Map<String, String> facts() {
    return facts(Settings.NONE);
  }

  private Map<String, String> facts(Settings settings) {
    String command = "${env} ${interpreter} %s ${args}".formatted(folder.resolve("work/train.py"));
    return new ProgramTree(CommandLine.parse(command), CodeScope.USUAL)
        .facts(settings, runFolder());
  }

  private Path runFolder() {
    return folder.resolve("work/out/sweep-1/runs/1");
  }

  private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    return ProgramFiles.of(before).orElseThrow().differing(ProgramFiles.of(after).orElseThrow());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(java.util.List.of("git", "-C", folder.toString()));
    command.addAll(java.util.List.of(arguments));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
