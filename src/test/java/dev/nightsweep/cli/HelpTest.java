package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.cli.console.Console;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help, as a terminal of 80 columns wraps it. */
class HelpTest {
  private static final int WIDTH = 80;

  /** A line that was broken by hand is broken again, after a word or two. */
  @Test
  void footersAreWrappedByTheTerminalAlone() {
    List<String> broken = new ArrayList<>();
    commands()
        .forEach(
            command -> {
              String[] footer = command.getCommandSpec().usageMessage().footer();
              for (int i = 0; i + 1 < footer.length; i++) {
                boolean isListed = footer[i].startsWith(" ") || footer[i + 1].startsWith(" ");
                if (!isListed && !footer[i].isEmpty() && !footer[i].matches(".*[.:…]$")) {
                  broken.add(footer[i]);
                }
              }
            });
    assertThat(broken).isEmpty();
  }

  @Test
  void whatIsSetLineByLineFitsIn() {
    assertThat(commands())
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().usageMessage().footer())
                    .filteredOn(line -> line.startsWith(" "))
                    .allMatch(line -> line.length() < WIDTH));
  }

  private static List<CommandLine> commands() {
    Console console =
        new Console(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), 0);
    return List.copyOf(NightsweepCommand.commandLine(console).getSubcommands().values());
  }
}
