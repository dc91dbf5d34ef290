package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.CommandItem;
import dev.nightsweep.model.CommandItem.Quotes;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Macro;
import dev.nightsweep.model.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * W&B's macros in the words of a command
 * (https://docs.wandb.ai/models/sweeps/define-sweep-configuration, command macros), expanded for
 * one run. Inside a longer word several arguments are written for a shell to read.
 */
final class Macros {
  private static final String JSON_FILE = "arguments.json";

  private final Assignment run;
  private final UnaryOperator<String> environment;

  /**
   * @param environment the value of a variable, null if it is not set
   */
  Macros(Assignment run, UnaryOperator<String> environment) {
    this.run = run;
    this.environment = environment;
  }

  /**
   * The words to start.
   *
   * @throws IllegalArgumentException if a variable is not set
   * @throws IOException if the file for <code>${args_json_file}</code> cannot be written
   */
  List<String> expand(CommandLine command) throws IOException {
    Set<String> nested = command.nested();
    if (command.has(Macro.ARGS_JSON_FILE::equals)) {
      Files.writeString(jsonFile(), json(nested, false));
    } else if (command.has(Macro.SEEDED_ARGS_JSON_FILE::equals)) {
      Files.writeString(jsonFile(), json(nested, true));
    }
    return command.items().stream().flatMap(item -> expand(item, nested)).toList();
  }

  private Stream<String> expand(CommandItem item, Set<String> nested) {
    return item.macro()
        .map(macro -> words(macro, nested))
        .orElseGet(() -> Stream.of(item.replace(use -> inside(use, nested))));
  }

  private Optional<String> inside(CommandItem.Use use, Set<String> nested) {
    if (use.name().startsWith(Macro.VARIABLE)) {
      return Optional.of(variable(use.name().substring(Macro.VARIABLE.length())));
    }
    return use.macro()
        .map(
            macro -> {
              Quotes quotes = macro.isOfSeveral() ? Quotes.NONE : use.quotes();
              return words(macro, nested).map(quotes::write).collect(Collectors.joining(" "));
            });
  }

  private String variable(String name) {
    String value = environment.apply(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the command names the environment variable %s, which is not set".formatted(name));
    }
    return value;
  }

  private Stream<String> words(Macro macro, Set<String> nested) {
    return switch (macro) {
      case ENV -> isWindows() ? Stream.empty() : Stream.of("/usr/bin/env");
      case INTERPRETER -> Stream.of(interpreter());
      case PROGRAM -> Stream.of(macro.text());
      case ARGS -> arguments("--");
      case ARGS_NO_HYPHENS -> arguments("");
      case ARGS_APPEND_HYDRA -> arguments("+");
      case ARGS_OVERRIDE_HYDRA -> arguments("++");
      case ARGS_NO_EQUALS ->
          settings().flatMap(e -> Stream.of("--" + e.getKey(), PythonText.of(e.getValue())));
      case ARGS_NO_BOOLEAN_FLAGS -> settings().flatMap(Macros::flagged);
      case ARGS_JSON -> Stream.of(json(nested, false));
      case SEEDED_ARGS_JSON -> Stream.of(json(nested, true));
      case ARGS_JSON_FILE, SEEDED_ARGS_JSON_FILE -> Stream.of(jsonFile().toString());
      case ARGS_ENV -> Stream.empty();
      case SEED -> Stream.of(Long.toString(run.seed()));
    };
  }

  private Stream<Map.Entry<String, Setting>> settings() {
    return run.settings().byName().entrySet().stream();
  }

  private Stream<String> arguments(String before) {
    return settings().map(e -> before + e.getKey() + "=" + PythonText.of(e.getValue()));
  }

  private static Stream<String> flagged(Map.Entry<String, Setting> argument) {
    if (argument.getValue() instanceof Setting.Flag flag) {
      return flag.on() ? Stream.of("--" + argument.getKey()) : Stream.empty();
    }
    return Stream.of("--" + argument.getKey() + "=" + PythonText.of(argument.getValue()));
  }

  private String json(Set<String> nested, boolean seeded) {
    return PythonJson.text(
        seeded
            ? ParametersJson.seeded(
                run, CommandLine.parse(run.program()).seedParameter().orElse("seed"), nested)
            : ParametersJson.values(run.settings(), nested));
  }

  private Path jsonFile() {
    return Path.of(run.folder()).resolve(JSON_FILE);
  }

  /** Debian has no plain python. */
  private String interpreter() {
    String path = environment.apply("PATH");
    return Stream.of(path == null ? new String[0] : path.split(java.io.File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve("python")))
        ? "python"
        : "python3";
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
