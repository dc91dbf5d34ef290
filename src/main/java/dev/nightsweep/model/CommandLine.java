package dev.nightsweep.model;

import java.util.ArrayList;
import java.util.List;
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
    List<String> all = new ArrayList<>();
    for (String word : words) {
      all.add(word.replace("${args_json", "${seeded_args_json"));
      switch (word) {
        case "${args}", "${args_no_boolean_flags}" -> all.add("--seed=" + SEED);
        case "${args_no_hyphens}" -> all.add("seed=" + SEED);
        case "${args_no_equals}" -> all.addAll(List.of("--seed", SEED));
        default -> {} // its own arguments
      }
    }
    return new CommandLine(all);
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
