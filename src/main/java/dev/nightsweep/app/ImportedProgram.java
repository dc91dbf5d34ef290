package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.text.TerminalText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A program of somebody's own that an imported sweep would start on this machine. Whoever made the
 * file may have written anything there, so a user is asked before it is started.
 *
 * @param commands as they would be started; macros stand for what each run fills in
 */
public record ImportedProgram(String sweepId, List<String> commands) {
  public ImportedProgram {
    commands = List.copyOf(commands);
  }

  /**
   * What the sweep would start; empty if it was not imported, or trains with programs of ours.
   *
   * @param programs that its spec, its plan and its runs name
   */
  public static Optional<ImportedProgram> of(
      ResultsFolder results, String sweepId, Collection<ProgramRef> programs) {
    List<String> commands =
        programs.stream()
            .map(ProgramRef::text)
            .filter(text -> ProgramRef.parse(text) instanceof ProgramRef.Command)
            .distinct()
            .toList();
    return commands.isEmpty() || !results.isImported(sweepId)
        ? Optional.empty()
        : Optional.of(new ImportedProgram(sweepId, commands));
  }

  /** What would happen, for people; no letter of the command is hidden or acts on a terminal. */
  public String text() {
    return "%s was imported. Its file names a program, which would be started in %s with your rights:%n%s"
        .formatted(
            TerminalText.line(sweepId),
            TerminalText.line(Path.of("").toAbsolutePath().toString()),
            commands.stream()
                .map(command -> "  " + TerminalText.line(command))
                .collect(Collectors.joining(System.lineSeparator())));
  }

  /** That it is not started. */
  public UserErrorException refusal() {
    return UserErrorException.usage(
        "%s%nIt is not started. If you know it, pass --trust.".formatted(text()));
  }
}
