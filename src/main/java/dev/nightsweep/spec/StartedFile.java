package dev.nightsweep.spec;

import dev.nightsweep.model.CommandLine;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The file that a command certainly begins with: what stands behind an interpreter at the beginning
 * of a shell's script, or behind {@code -m}. Further on a script may have made the file, or be in
 * another folder.
 */
final class StartedFile {
  private static final Pattern INTERPRETER =
      Pattern.compile(
          "(.*/)?(python[0-9.]*|bash|sh|zsh|Rscript|julia|perl|ruby|node)|\\$\\{interpreter}");
  private static final Pattern SCRIPT = Pattern.compile("[^$`*?~]+\\.(py|sh|R|jl|pl|rb|js)");
  private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");
  private static final Pattern END_OF_FIRST = Pattern.compile("[;&|\\n<>()`]");

  /** Before a command, and of no consequence to it. */
  private static final Pattern BEFORE =
      Pattern.compile("exec|time|nohup|(/usr/bin/)?env|[A-Za-z_]\\w*=\\S*|\\$\\{env}");

  private static final String AS_MODULE = "-m";

  private final Path here;

  /**
   * @param here the folder that the program is started in
   */
  StartedFile(Path here) {
    this.here = here;
  }

  /** A file that is missing, and without which the command can only fail. */
  Optional<String> missing(CommandLine line) {
    OptionalInt script = line.script();
    if (script.isEmpty()) {
      return missingModule(line.words());
    }
    List<String> words = first(line, script.getAsInt());
    return behind(words, INTERPRETER.asMatchPredicate())
        .filter(SCRIPT.asMatchPredicate())
        .filter(file -> !isThere(file))
        .or(() -> missingModule(words));
  }

  private static List<String> first(CommandLine line, int script) {
    String first = END_OF_FIRST.split(line.words().get(script).strip(), 2)[0];
    return Stream.of(first.split("\\s+"))
        .map(word -> word.replaceAll("^(['\"])(.*)\\1$", "$2"))
        .dropWhile(BEFORE.asMatchPredicate())
        .toList();
  }

  /**
   * Of a package whose folder is here, where Python looks first; what is in no such folder may be
   * installed.
   */
  private Optional<String> missingModule(List<String> words) {
    return behind(words, AS_MODULE::equals)
        .filter(MODULE.asMatchPredicate())
        .filter(module -> isThere(module.substring(0, module.indexOf('.')) + "/__init__.py"))
        .map(module -> module.replace('.', '/'))
        .filter(path -> !isThere(path + ".py") && !isThere(path + "/__main__.py"))
        .map(path -> path + ".py");
  }

  private static Optional<String> behind(List<String> words, Predicate<String> isBefore) {
    return IntStream.range(1, words.size())
        .filter(i -> isBefore.test(words.get(i - 1)))
        .mapToObj(words::get)
        .findFirst();
  }

  private boolean isThere(String file) {
    try {
      return Files.exists(here.resolve(file));
    } catch (InvalidPathException e) {
      return true; // it is not known what is meant
    }
  }
}
