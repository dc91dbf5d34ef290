package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.SweepDeletion;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Arguments that are empty, as a variable is that a script never set, and those that begin with @.
 */
class EmptyArgumentsTest {
  @TempDir private Path folder;

  /** Every option and argument of every command that takes a value, by its command and name. */
  static Stream<List<String>> arguments() {
    Console nowhere =
        new Console(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), 0);
    return NightsweepCommand.commandLine(nowhere).getSubcommands().entrySet().stream()
        .filter(command -> !command.getKey().equals("help"))
        .flatMap(EmptyArgumentsTest::arguments);
  }

  private static Stream<List<String>> arguments(Map.Entry<String, CommandLine> command) {
    CommandLine.Model.CommandSpec spec = command.getValue().getCommandSpec();
    Stream<List<String>> options =
        spec.options().stream()
            .filter(option -> option.arity().max() > 0)
            .map(option -> List.of(command.getKey(), option.longestName()));
    return Stream.concat(
        options, spec.positionalParameters().stream().map(p -> List.of(command.getKey(), "")));
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void noneIsTaken(List<String> argument) {
    for (String empty : List.of("", " ")) {
      List<String> words =
          argument.get(1).isEmpty()
              ? positional(argument.get(0), empty)
              : List.of(argument.get(0), argument.get(1) + "=" + empty);
      Cli.Result refused = Cli.plain(words);
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).matches("(?s)((Invalid v|V)alue for|Unmatched arg).*");
    }
  }

  /** With what the command cannot do without. */
  private static List<String> positional(String command, String empty) {
    return command.equals("export")
        ? List.of(command, "--to=mlflow", empty, empty)
        : List.of(command, empty, empty);
  }

  @Test
  void anEmptyIdDeletesNothing() throws IOException {
    ResultsFolder results = new ResultsFolder(folder);
    JournalFiles.write(results, Fixtures.unjudged(Fixtures.SWEEP));
    Cli cli = new Cli(folder);
    assertThat(cli.run("delete", "", "--yes").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.run("list").out()).contains(Fixtures.SWEEP);
    try (Store store = H2Store.open(folder)) { // as another process might ask its owner
      assertThatThrownBy(() -> new SweepDeletion(store, results).find(""))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("empty");
      assertThatThrownBy(() -> new IdResolver(store).sweep(" "))
          .isInstanceOf(UserErrorException.class);
    }
  }

  @Test
  void anArgumentThatBeginsWithAnAtSignIsNoFile() throws IOException {
    JournalFiles.write(new ResultsFolder(folder), Fixtures.unjudged(Fixtures.SWEEP));
    Path words = Files.writeString(folder.resolve("words"), "SELECT\n1\nsecret");
    for (String command : List.of("query", "show", "delete")) {
      Cli.Result refused = new Cli(folder).run(command, "@" + words);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.out() + refused.err()).contains("@").doesNotContain("secret");
    }
  }
}
