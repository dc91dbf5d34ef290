package dev.nightsweep.cli;

import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.spec.SpecSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightsweep parameters}. */
@Command(name = "parameters", description = "List every parameter that a spec may set.")
final class ParametersCommand extends ConsoleCommand {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--schema",
      description = "Print a JSON Schema of specs, by which editors complete and check them.")
  private boolean schema;

  @Option(
      names = "--program",
      paramLabel = "NAME",
      defaultValue = BuiltInProgram.DEFAULT_NAME,
      description = "alexnet or simulated (default: ${DEFAULT-VALUE}).")
  private String program;

  @Override
  public Integer call() {
    Catalog catalog =
        ProgramCatalogs.catalog(program)
            .orElseThrow(
                () ->
                    UserErrorException.usage(
                        "There is no program %s. Maybe one of %s."
                            .formatted(program, String.join(", ", BuiltInProgram.names()))));
    if (schema) {
      console().result(SpecSchema.of(catalog).stripTrailing());
    } else if (json) {
      console()
          .result(
              Json.pretty(catalog.parameters().stream().map(ParametersCommand::fields).toList()));
    } else {
      TextTable table = new TextTable("PARAMETER", "ACCEPTS", "DEFAULT", "MEANING");
      catalog
          .parameters()
          .forEach(p -> table.row(p.name(), p.domain().describe(), p.defaultText(), p.help()));
      console().result(table);
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> fields(Parameter parameter) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", parameter.name());
    fields.put("accepts", parameter.domain().describe());
    fields.put("default", parameter.defaultText());
    fields.put("help", parameter.help());
    return fields;
  }
}
