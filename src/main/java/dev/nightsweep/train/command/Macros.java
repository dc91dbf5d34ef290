package dev.nightsweep.train.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * W&B's macros in the words of a command
 * (https://docs.wandb.ai/models/sweeps/define-sweep-configuration, command macros), expanded for
 * one run. A macro that stands for several arguments has to be a word of its own.
 */
final class Macros {
  private static final String JSON_FILE = "arguments.json";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{envvar:([^}]+)}");
  private static final ObjectMapper JSON = new ObjectMapper();

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
    List<String> words = new ArrayList<>();
    for (String word : command.words()) {
      words.addAll(expand(word));
    }
    return words;
  }

  private List<String> expand(String word) throws IOException {
    return switch (word) {
      case "${env}" -> isWindows() ? List.of() : List.of("/usr/bin/env");
      case "${interpreter}" -> List.of(interpreter());
      case "${args}" -> arguments().map(e -> "--" + e.getKey() + "=" + text(e)).toList();
      case "${args_no_hyphens}" -> arguments().map(e -> e.getKey() + "=" + text(e)).toList();
      case "${args_no_equals}" ->
          arguments().flatMap(e -> Stream.of("--" + e.getKey(), text(e))).toList();
      case "${args_no_boolean_flags}" -> arguments().flatMap(Macros::flagged).toList();
      case "${args_json}" -> List.of(json(false));
      case "${seeded_args_json}" -> List.of(json(true));
      case "${args_json_file}" -> List.of(jsonFile(false));
      case "${seeded_args_json_file}" -> List.of(jsonFile(true));
      default -> List.of(inside(word));
    };
  }

  private String inside(String word) {
    Matcher variables = VARIABLE.matcher(word.replace(CommandLine.SEED, Long.toString(run.seed())));
    return variables.replaceAll(
        found -> {
          String value = environment.apply(found.group(1));
          if (value == null) {
            throw new IllegalArgumentException(
                "the command names the environment variable %s, which is not set"
                    .formatted(found.group(1)));
          }
          return Matcher.quoteReplacement(value);
        });
  }

  private Stream<Map.Entry<String, Setting>> arguments() {
    return run.settings().byName().entrySet().stream();
  }

  /** Python's spelling of a boolean, as W&B passes it on. */
  private static String text(Map.Entry<String, Setting> argument) {
    return switch (argument.getValue().text()) {
      case "true" -> "True";
      case "false" -> "False";
      default -> argument.getValue().text();
    };
  }

  private static Stream<String> flagged(Map.Entry<String, Setting> argument) {
    if (argument.getValue() instanceof Setting.Flag flag) {
      return flag.on() ? Stream.of("--" + argument.getKey()) : Stream.empty();
    }
    return Stream.of("--" + argument.getKey() + "=" + text(argument));
  }

  private String json(boolean seeded) throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    arguments().forEach(e -> all.put(e.getKey(), e.getValue().raw()));
    if (seeded) {
      all.put(CommandLine.parse(run.program()).seedParameter().orElse("seed"), run.seed());
    }
    return JSON.writeValueAsString(all);
  }

  private String jsonFile(boolean seeded) throws IOException {
    Path file = Path.of(run.folder()).resolve(JSON_FILE);
    Files.writeString(file, json(seeded));
    return file.toString();
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
