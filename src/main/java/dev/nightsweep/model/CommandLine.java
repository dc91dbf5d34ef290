package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program of somebody's own, as it is started: W&B's {@code command}, macros unexpanded.
 *
 * @param words the program and its arguments, macros such as <code>${args}</code> among them
 */
public record CommandLine(List<String> words) {
  private static final Pattern PLAIN = Pattern.compile("[^\\s'\"\\\\]+");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");
  private static final Pattern SPACE = Pattern.compile("\\s");
  private static final Pattern OF_SCRIPTS = Pattern.compile("-[A-Za-z]*c");

  /** The key of a spec that names the tracker whose files are read, and what is told here by it. */
  public static final String METRICS_FROM = "metrics_from";

  /** The key of a spec that names the parameter which takes the seed, likewise. */
  public static final String SEED_PARAMETER = "seed_parameter";

  private static final String NESTED = "nested";

  /** What stands for no argument: it tells us how the program is to be treated. */
  private static final Pattern TOLD =
      Pattern.compile(
          "\\$\\{(%s):(.+)}".formatted(String.join("|", NESTED, METRICS_FROM, SEED_PARAMETER)),
          Pattern.DOTALL);

  private static final String USUAL_SEED = "seed";

  public CommandLine {
    words = List.copyOf(words);
  }

  /** What W&B starts where a file has a program and no command. */
  public static CommandLine ofScript() {
    return new CommandLine(List.of("${env}", "${interpreter}", "${program}", "${args}"));
  }

  /** The words, with what is to be filled in. */
  public List<CommandItem> items() {
    return IntStream.range(0, words.size())
        .filter(i -> !TOLD.matcher(words.get(i)).matches())
        .mapToObj(this::item)
        .toList();
  }

  /** The word at that place, from 0. */
  public CommandItem item(int at) {
    return new CommandItem(
        words.get(at), SPACE.matcher(words.get(at)).find() || isBehindOption(at));
  }

  /** The place of the first word that is a shell's script: what follows {@code -c}. */
  public OptionalInt script() {
    return IntStream.range(0, words.size()).filter(this::isBehindOption).findFirst();
  }

  private boolean isBehindOption(int at) {
    return at > 0 && OF_SCRIPTS.matcher(words.get(at - 1)).matches();
  }

  /** Whether any word has a macro of that kind. */
  public boolean has(Predicate<Macro> kind) {
    return items().stream()
        .flatMap(item -> item.uses().stream())
        .anyMatch(use -> use.macro().filter(kind).isPresent());
  }

  /** With the program's name in its macro's place. */
  public CommandLine of(String program) {
    return new CommandLine(
        items().stream()
            .map(
                item ->
                    item.macro().equals(Optional.of(Macro.PROGRAM))
                        ? program
                        : item.replace(use -> program(program, use)))
            .toList());
  }

  private static Optional<String> program(String program, CommandItem.Use use) {
    return use.macro().filter(Macro.PROGRAM::equals).map(m -> use.quotes().write(program));
  }

  /** With the seed behind the other arguments, in their form. */
  public CommandLine withSeed() {
    return withSeed(USUAL_SEED);
  }

  private CommandLine withSeed(String name) {
    List<String> all = new ArrayList<>();
    for (CommandItem item : items()) {
      Optional<Macro> alone = item.macro();
      if (alone.isPresent()) {
        all.addAll(alone.get().seeded(name));
      } else {
        all.add(
            item.replace(use -> use.macro().map(macro -> String.join(" ", macro.seeded(name)))));
      }
    }
    return new CommandLine(all);
  }

  /** With the seed as the value of that parameter of the program. */
  public CommandLine withSeedAs(String parameter) {
    return withSeed(parameter).telling(SEED_PARAMETER, List.of(parameter));
  }

  /** With its metrics read from where a tracker keeps them, not from what it prints. */
  public CommandLine withMetricsFrom(MetricsFrom tracker) {
    return telling(METRICS_FROM, List.of(tracker.text()));
  }

  /** With the names of parameters that hold others, for where they are handed over as JSON. */
  public CommandLine withNested(Collection<String> names) {
    return telling(NESTED, names);
  }

  /** Without those names, which say nothing of what the program is. */
  public CommandLine withoutNested() {
    return new CommandLine(words.stream().filter(word -> !isTold(NESTED, word)).toList());
  }

  private static boolean isTold(String what, String word) {
    Matcher told = TOLD.matcher(word);
    return told.matches() && told.group(1).equals(what);
  }

  private CommandLine telling(String what, Collection<String> values) {
    List<String> all = new ArrayList<>(words);
    values.forEach(value -> all.add("${%s:%s}".formatted(what, value)));
    return new CommandLine(all);
  }

  /** The tracker that its metrics are read from; empty if it prints them. */
  public Optional<MetricsFrom> metricsFrom() {
    return told(METRICS_FROM).findFirst().map(MetricsFrom::of);
  }

  /** The parameter of the program that takes the seed, if it is known by name. */
  public Optional<String> seedParameter() {
    return told(SEED_PARAMETER).findFirst();
  }

  /** The names of parameters that hold others, as far as that is of any use. */
  public Set<String> nested() {
    return told(NESTED).collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> told(String what) {
    return words.stream()
        .map(TOLD::matcher)
        .filter(told -> told.matches() && told.group(1).equals(what))
        .map(told -> told.group(2));
  }

  /** On one line: words apart by spaces, quoted as a shell would want them. */
  public String text() {
    return words.stream()
        .map(word -> PLAIN.matcher(word).matches() ? word : CommandItem.quoted(word))
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #text} wrote. */
  public static CommandLine parse(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.replace("'\\''", "\u0000"));
    while (matcher.find()) {
      words.add(matcher.group().replace("'", "").replace('\u0000', '\''));
    }
    return new CommandLine(words);
  }
}
