package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a word of a command may stand for: W&B's macros, and those of Nightsweep's own. */
public enum Macro {
  ENV("env"),
  INTERPRETER("interpreter"),
  PROGRAM("program"),
  ARGS("args", "--%s=${seed}"),
  ARGS_NO_HYPHENS("args_no_hyphens", "%s=${seed}"),
  ARGS_NO_EQUALS("args_no_equals", "--%s", "${seed}"),
  ARGS_NO_BOOLEAN_FLAGS("args_no_boolean_flags", "--%s=${seed}"),
  ARGS_APPEND_HYDRA("args_append_hydra", "+%s=${seed}"),
  ARGS_OVERRIDE_HYDRA("args_override_hydra", "++%s=${seed}"),
  ARGS_JSON("args_json"),
  ARGS_JSON_FILE("args_json_file"),
  SEEDED_ARGS_JSON("seeded_args_json"),
  SEEDED_ARGS_JSON_FILE("seeded_args_json_file"),
  /** No word at all: the program reads its parameters from its environment. */
  ARGS_ENV("args_env"),
  SEED("seed");

  /** What begins the name of a macro that stands for a variable of the environment. */
  public static final String VARIABLE = "envvar:";

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
  private final List<String> seed;

  Macro(String word, String... seed) {
    this.word = word;
    this.seed = List.of(seed);
  }

  /** The macro of that name, without dollar and braces. */
  public static Optional<Macro> find(String word) {
    return Stream.of(values()).filter(macro -> macro.word.equals(word)).findFirst();
  }

  /** Those that a user writes, variables of the environment aside. */
  public static List<String> known() {
    return Stream.of(values())
        .map(macro -> macro.word)
        .filter(word -> !word.startsWith("seeded"))
        .toList();
  }

  /** As a command has it. */
  public String text() {
    return "${" + word + "}";
  }

  /** Whether it says how the program gets its parameters. */
  public boolean passesParameters() {
    return word.contains("args");
  }

  /** Whether it stands for one argument a parameter. */
  public boolean isOfSeveral() {
    return !seed.isEmpty();
  }

  /** Whether it hands the parameters over as JSON, in which they may be nested. */
  public boolean isOfJson() {
    return this == ARGS_ENV || word.contains("json");
  }

  /** The words that stand for the same with the seed, as the value of that parameter. */
  public List<String> seeded(String parameter) {
    return switch (this) {
      case ARGS_JSON -> List.of(SEEDED_ARGS_JSON.text());
      case ARGS_JSON_FILE -> List.of(SEEDED_ARGS_JSON_FILE.text());
      default ->
          Stream.concat(Stream.of(text()), seed.stream().map(form -> form.formatted(parameter)))
              .toList();
    };
  }

  /** All that a user writes, for messages. */
  public static String list() {
    return known().stream().map("${%s}"::formatted).collect(Collectors.joining(", "));
  }
}
