package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as the code of a program, and is part of the identity of its runs. */
class ProgramCodeTest {
  @TempDir private Path folder;

  @BeforeEach
  void program() throws IOException {
    write("work/train.py", "import helper\n");
    write("work/helper.py", "SHIFT = 0\n");
  }

  @Test
  void aModuleBesideTheScriptIsPartOfTheIdentity() throws IOException {
    ProgramCode before = code();
    String identity = identity(script(), CodeScope.USUAL);
    write("work/helper.py", "SHIFT = 1\n");
    assertThat(changed(before)).containsExactly("helper.py");
    assertThat(identity(script(), CodeScope.USUAL)).isNotEqualTo(identity);
    Files.delete(folder.resolve("work/helper.py"));
    assertThat(changed(before)).containsExactly("helper.py");
  }

  @Test
  void whatARunWritesBesideItsProgramIsNot() throws IOException {
    ProgramCode before = code();
    String identity = identity(script(), CodeScope.USUAL);
    write("work/argv.log", "1\n");
    write("work/last.json", "{}\n");
    write("work/out/nightsweep.mv.db", "");
    write("work/out/s-1/sweep.jsonl", "");
    write("work/out/s-1/runs/1/copy.py", "import helper\n");
    write("work/away/s-1/sweep.jsonl", "");
    write("work/away/s-1/runs/1/copy.py", "import helper\n");
    assertThat(identity(script(), CodeScope.USUAL)).isEqualTo(identity);
    write("work/saved/train.py", "import helper\n");
    assertThat(changed(before)).as("a copy of the code is a new file").isEmpty();
  }

  @Test
  void ofAGitTreeWhatIsTrackedCountsAsItIsInTheWorkTree() throws Exception {
    git("init", "-q");
    write("lib/common.py", "A = 1\n");
    write("work/net.toml", "width = 1\n");
    git("add", ".");
    write("work/written.json", "{}\n");
    write("work/new.py", "B = 1\n");
    ProgramCode before = code();
    assertThat(before.files())
        .containsOnlyKeys("train.py", "helper.py", "new.py", "net.toml", "../lib/common.py");
    write("work/written.json", "{\"changed\": 1}\n");
    write("work/net.toml", "width = 2\n");
    write("lib/common.py", "A = 2\n");
    write("work/new.py", "B = 2\n");
    assertThat(changed(before)).containsExactly("../lib/common.py", "net.toml", "new.py");
  }

  @Test
  void aTreeThatIgnoresTheScriptDoesNotTellWhatIsBesideIt() throws Exception {
    git("init", "-q");
    write(".gitignore", "*\n");
    ProgramCode before = code();
    write("work/helper.py", "SHIFT = 1\n");
    assertThat(changed(before)).containsExactly("helper.py");
  }

  @Test
  void theSpecSaysWhatElseCountsAndWhatDoesNot() throws IOException {
    write("work/conf/net.json", "{\"width\": 1}\n");
    write("work/data/words.txt", "a\n");
    write("work/plots/draw.py", "x\n");
    CodeScope scope =
        new CodeScope(
            List.of("conf/*.json", "words.txt", "../shared.csv"), List.of("plots", "*_old.py"));
    write("shared.csv", "1\n");
    write("work/helper_old.py", "x\n");
    ProgramCode before = code(script(), scope);
    assertThat(before.files())
        .containsOnlyKeys(
            "train.py", "helper.py", "conf/net.json", "data/words.txt", "../shared.csv");
    write("work/plots/draw.py", "y\n");
    write("work/conf/net.json", "{\"width\": 2}\n");
    assertThat(before.changed(code(script(), scope), scope)).containsExactly("conf/net.json");
  }

  /** What was recorded before it was left out does not count either. */
  @Test
  void whatIsLeftOutLaterNeedNotBeWhatItWas() throws IOException {
    ProgramCode before = code();
    write("work/helper.py", "SHIFT = 1\n");
    CodeScope without = new CodeScope(List.of(), List.of("helper.py"));
    assertThat(before.changed(code(script(), without), without)).isEmpty();
    assertThat(before.asOf(code(script(), without), without).files()).containsOnlyKeys("train.py");
  }

  @Test
  void thePackageThatPythonRunsAsAModuleCounts() throws IOException {
    write("src/pkg/__init__.py", "");
    write("src/pkg/mod.py", "from pkg import helper\n");
    write("src/pkg/deep/layers.py", "N = 1\n");
    String command =
        "env PYTHONPATH=%s python3 -u -m pkg.mod ${args}".formatted(folder.resolve("src"));
    ProgramCode before = code(command, CodeScope.USUAL);
    assertThat(before.files())
        .containsOnlyKeys("pkg/mod.py", "pkg/__init__.py", "pkg/deep/layers.py");
    write("src/pkg/deep/layers.py", "N = 2\n");
    assertThat(before.changed(code(command, CodeScope.USUAL), CodeScope.USUAL))
        .containsExactly("pkg/deep/layers.py");
  }

  @Test
  void aShellCommandNamesScriptsToo() throws IOException {
    String command = "sh -c 'python3 %s ${args}'".formatted(folder.resolve("work/train.py"));
    ProgramCode before = code(command, CodeScope.USUAL);
    assertThat(before.files()).containsKeys("train.py", "helper.py");
  }

  /** Sweeps from before are identified by the files on the command line. */
  @Test
  void anIdentityWithoutCodeIsThatOfEarlierVersions() throws IOException {
    Program program = new CommandProgram(script(), CodeScope.USUAL);
    Program earlier = program.identifiedBy(Optional.empty());
    assertThat(earlier.identityInputs(Settings.NONE))
        .containsOnlyKeys(folder.resolve("work/train.py").toString());
    ProgramCode other = ProgramCode.of("ab", new TreeMap<>());
    assertThat(program.identifiedBy(Optional.of(other)).identityInputs(Settings.NONE))
        .containsEntry(ProgramCode.IN_IDENTITY, "ab");
  }

  @Test
  void aRunRecordsTheSameHashAsTheIdentity() {
    String recorded =
        new ProgramTree(CommandLine.parse(script()), CodeScope.USUAL)
            .facts(Settings.NONE, folder.resolve("results/s-1/runs/1"))
            .get(ProgramFiles.CODE);
    assertThat(recorded).isEqualTo(code().sha256());
  }

  private String script() {
    return "${env} ${interpreter} %s ${args}".formatted(folder.resolve("work/train.py"));
  }

  private ProgramCode code() {
    return code(script(), CodeScope.USUAL);
  }

  private static ProgramCode code(String command, CodeScope scope) {
    return new CommandProgram(command, scope).code().orElseThrow();
  }

  private static String identity(String command, CodeScope scope) {
    return new CommandProgram(command, scope)
        .identityInputs(Settings.NONE)
        .get(ProgramCode.IN_IDENTITY);
  }

  private List<String> changed(ProgramCode before) {
    return before.changed(code(), CodeScope.USUAL);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
