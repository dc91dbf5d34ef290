package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program of somebody's own, as it is started: W&B's {@code command}, macros unexpanded.
 *
 * @param words the program and its arguments, macros such as <code>${args}</code> among them
 */
public record CommandLine(List<String> words) {
  /** Where the run's seed stands, with the form of the arguments before it. */
  public static final String SEED = "${seed}";

  /** What stands for no argument: it tells us how the program is to be treated. */
  private static final Pattern TOLD = Pattern.compile("\\$\\{(metrics_from|seed_parameter):(.+)}");

  private static final String METRICS_FROM = "metrics_from";
  private static final String SEED_PARAMETER = "seed_parameter";
  private static final String USUAL_SEED = "seed";

  private static final Pattern PLAIN = Pattern.compile("[^\\s'\"\\\\]+");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

  public CommandLine {
    words = List.copyOf(words);
  }

  /** What W&B starts where a file has a program and no command. */
  public static CommandLine ofScript() {
    return new CommandLine(List.of("${env}", "${interpreter}", "${program}", "${args}"));
  }

  /** With the program's name in its macro's place. */
  public CommandLine of(String program) {
    return new CommandLine(
        words.stream().map(word -> word.replace("${program}", program)).toList());
  }

  /** With the seed behind the other arguments, in their form. */
  public CommandLine withSeed() {
    return withSeed(USUAL_SEED);
  }

  private CommandLine withSeed(String name) {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      all.add(word.replace("${args_json", "${seeded_args_json"));
      switch (word) {
        case "${args}", "${args_no_boolean_flags}" -> all.add("--%s=%s".formatted(name, SEED));
        case "${args_no_hyphens}" -> all.add(name + "=" + SEED);
        case "${args_no_equals}" -> all.addAll(List.of("--" + name, SEED));
        default -> {} // its own arguments
      }
    }
    return new CommandLine(all);
  }

  /** With the seed as the value of that parameter of the program. */
  public CommandLine withSeedAs(String parameter) {
    return withSeed(parameter).telling(SEED_PARAMETER, parameter);
  }

  /** With its metrics read from where a tracker keeps them, not from what it prints. */
  public CommandLine withMetricsFrom(MetricsFrom tracker) {
    return telling(METRICS_FROM, tracker.text());
  }

  private CommandLine telling(String what, String value) {
    List<String> all = new ArrayList<>(words);
    all.add("${%s:%s}".formatted(what, value));
    return new CommandLine(all);
  }

  /** The tracker that its metrics are read from; empty if it prints them. */
  public Optional<MetricsFrom> metricsFrom() {
    return told(METRICS_FROM).map(MetricsFrom::of);
  }

  /** The parameter of the program that takes the seed, if it is known by name. */
  public Optional<String> seedParameter() {
    return told(SEED_PARAMETER);
  }

  private Optional<String> told(String what) {
    return words.stream()
        .map(TOLD::matcher)
        .filter(told -> told.matches() && told.group(1).equals(what))
        .map(told -> told.group(2))
        .findFirst();
  }

  /** What is started: without what stands for no argument. */
  public CommandLine started() {
    return new CommandLine(words.stream().filter(word -> !TOLD.matcher(word).matches()).toList());
  }

  /** On one line: words apart by spaces, quoted as a shell would want them. */
  public String text() {
    return words.stream()
        .map(word -> PLAIN.matcher(word).matches() ? word : quoted(word))
        .collect(Collectors.joining(" "));
  }

  /** In single quotes, as a POSIX shell reads them. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
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
