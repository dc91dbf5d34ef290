package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.text.TerminalText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of somebody's own that an imported sweep would start on this machine. Whoever made the
 * file may have written anything there, so a user is asked before it is started.
 *
 * @param commands as they would be started; macros stand for what each run fills in
 * @param parameters what is filled in, a line a parameter
 */
public record ImportedProgram(String sweepId, List<String> commands, List<String> parameters) {
  public ImportedProgram {
    commands = List.copyOf(commands);
    parameters = List.copyOf(parameters);
  }

  /**
   * What the sweep would start; empty if it was not imported, or trains with programs of ours.
   *
   * @param spec the program that its spec names, which may be another than its plan's
   */
  public static Optional<ImportedProgram> of(ResultsFolder results, Plan plan, ProgramRef spec) {
    List<String> commands =
        Stream.of(spec, plan.header().program())
            .map(ProgramRef::text)
            .filter(text -> ProgramRef.parse(text) instanceof ProgramRef.Command)
            .distinct()
            .toList();
    String sweepId = plan.header().sweepId();
    return commands.isEmpty() || !results.isImported(sweepId)
        ? Optional.empty()
        : Optional.of(new ImportedProgram(sweepId, commands, parameters(plan)));
  }

  private static List<String> parameters(Plan plan) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (PlannedRun run : plan.runs()) {
      plan.settings(run)
          .byName()
          .forEach(
              (name, setting) ->
                  values.computeIfAbsent(name, key -> new TreeSet<>()).add(setting.text()));
    }
    return values.entrySet().stream()
        .map(parameter -> parameter.getKey() + " = " + String.join(", ", parameter.getValue()))
        .toList();
  }

  /** What would happen, for people; no letter of the command is hidden or acts on a terminal. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s was imported. Its file names a program, which would be started in %s with your rights:"
            .formatted(sweepId, Path.of("").toAbsolutePath()));
    commands.forEach(command -> lines.add("  " + command));
    if (!parameters.isEmpty()) {
      lines.add("Its parameters:");
      parameters.forEach(parameter -> lines.add("  " + parameter));
    }
    return lines.stream()
        .map(TerminalText::line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** That it is not started. */
  public UserErrorException refusal() {
    return UserErrorException.usage(
        "%s%nIt is not started. If you know it, pass --trust.".formatted(text()));
  }
}
