package dev.nightsweep.cli;

import dev.nightsweep.cli.console.NetText;
import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.spec.SpecSchema;
import dev.nightsweep.train.dl4j.nets.NetFileCatalog;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.net.NetFileSchema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
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
      names = "--net-schema",
      description = "Print a JSON Schema of net files, by which editors complete and check them.")
  private boolean netSchema;

  @ArgGroup(exclusive = true)
  private Asked asked = new Asked();

  /** Whose parameters. */
  private static final class Asked {
    @Option(
        names = "--program",
        paramLabel = "NAME",
        defaultValue = BuiltInProgram.DEFAULT_NAME,
        description = "alexnet, simulated or a net file (default: ${DEFAULT-VALUE}).")
    private String program = BuiltInProgram.DEFAULT_NAME;

    @Option(
        names = "--net",
        paramLabel = "FILE",
        description = "A net file: its layers are drawn too.")
    private Path net;
  }

  @Override
  public Integer call() {
    if (netSchema) {
      console().result(Json.pretty(NetFileSchema.whole()));
      return ExitCode.DONE;
    }
    if (asked.net == null && !ProgramRef.Net.isNamed(asked.program)) {
      return show(program(asked.program));
    }
    return show(NetFiles.open(asked.net == null ? Path.of(asked.program) : asked.net));
  }

  private static Catalog program(String name) {
    return ProgramCatalogs.catalog(name)
        .orElseThrow(
            () ->
                UserErrorException.usage(
                    "There is no program %s. Maybe one of %s."
                        .formatted(name, String.join(", ", BuiltInProgram.names()))));
  }

  private int show(NetFileCatalog net) {
    ModelCard card = net.drawing();
    if (json && !schema) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("layers", card.layers());
      fields.put("parameters", fields(net));
      console().result(Json.pretty(fields));
      return ExitCode.DONE;
    }
    if (!schema) {
      Stream.of(new NetText(card).table(), "").forEach(console()::result);
    }
    return show((Catalog) net);
  }

  private int show(Catalog catalog) {
    if (schema) {
      console().result(SpecSchema.of(catalog).stripTrailing());
    } else if (json) {
      console().result(Json.pretty(fields(catalog)));
    } else {
      TextTable table = new TextTable("PARAMETER", "ACCEPTS", "DEFAULT", "MEANING");
      catalog
          .parameters()
          .forEach(p -> table.row(p.name(), p.domain().describe(), p.defaultText(), p.help()));
      console().result(table);
    }
    return ExitCode.DONE;
  }

  private static List<Map<String, Object>> fields(Catalog catalog) {
    return catalog.parameters().stream().map(ParametersCommand::fields).toList();
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
