package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Spec;
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
 * @param imported what has the program from elsewhere
 * @param commands as they would be started; macros stand for what each run fills in
 * @param parameters what is filled in, a line a parameter
 */
public record ImportedProgram(String imported, List<String> commands, List<String> parameters) {
  private static final int MAX_LINES = 30;
  private static final int MAX_LETTERS = 400;

  public ImportedProgram {
    commands = List.copyOf(commands);
    parameters = List.copyOf(parameters);
  }

  /** What the sweep would start; empty if it was not imported, or trains with programs of ours. */
  public static Optional<ImportedProgram> of(ResultsFolder results, Plan plan) {
    return results.isImported(plan.header().sweepId())
        ? named(plan.header().sweepId(), plan, plan.header().program())
        : Optional.empty();
  }

  /**
   * The same; also if only its spec was imported.
   *
   * @param spec may name another program than the plan
   */
  static Optional<ImportedProgram> of(ResultsFolder results, Plan plan, Spec spec) {
    String sweepId = plan.header().sweepId();
    if (results.isImported(sweepId)) {
      return named(sweepId, plan, spec.program());
    }
    return spec.source().imported()
        ? named("The spec of " + sweepId, plan, spec.program())
        : Optional.empty();
  }

  private static Optional<ImportedProgram> named(String imported, Plan plan, ProgramRef spec) {
    List<String> commands =
        Stream.of(spec, plan.header().program())
            .filter(ProgramRef.Command.class::isInstance)
            .map(ProgramRef::text)
            .distinct()
            .toList();
    return commands.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImportedProgram(imported, commands, parameters(plan)));
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

  /**
   * What would happen, for people; no letter of the command is hidden or acts on a terminal. Of
   * parameters there are not so many that the command would scroll out of sight.
   */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s was imported. Its file names a program, which would be started in %s with your rights:"
            .formatted(imported, Path.of("").toAbsolutePath()));
    commands.forEach(command -> lines.add("  " + command));
    if (!parameters.isEmpty()) {
      lines.add("Its parameters:");
      parameters.stream().limit(MAX_LINES).map(ImportedProgram::cut).forEach(lines::add);
      if (parameters.size() > MAX_LINES) {
        lines.add(
            "  … and %,d more, which stand in its spec.".formatted(parameters.size() - MAX_LINES));
      }
    }
    return lines.stream()
        .map(TerminalText::line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String cut(String parameter) {
    int more = parameter.length() - MAX_LETTERS;
    return more > 0
        ? "  %s… and %,d letters more".formatted(parameter.substring(0, MAX_LETTERS), more)
        : "  " + parameter;
  }

  /** That it is not started. */
  public UserErrorException refusal() {
    return UserErrorException.usage(
        "%s%nIt is not started. If you know it, pass --trust.".formatted(text()));
  }
}
