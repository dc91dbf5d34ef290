package dev.nightsweep.train.command;

import dev.nightsweep.model.CommandLine;
import dev.nightsweep.train.UnusableDataException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a program begins, as its command line tells.
 *
 * @param named every file on it
 * @param starts the scripts of source code, and the modules that {@code python -m} names
 */
record EntryPoints(List<Path> named, List<Start> starts) {
  private static final String PYTHON_PATH = "PYTHONPATH";
  private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern BETWEEN = Pattern.compile("[\\s'\"();|&<>]+");

  /**
   * A file that is begun with.
   *
   * @param folder where it looks for others: a script beside itself, a module where Python does
   */
  record Start(Path file, Path folder) {
    static Start ofScript(Path script) {
      try {
        Path real = script.toRealPath();
        return new Start(real, real.getParent());
      } catch (IOException e) {
        throw new UnusableDataException("cannot read %s: %s".formatted(script, e.getMessage()));
      }
    }
  }

  /**
   * @param variables of the environment that the program will have
   */
  static EntryPoints of(CommandLine line, Map<String, String> variables) {
    List<String> words =
        line.words().stream()
            .flatMap(word -> isFile(word) ? Stream.of(word) : BETWEEN.splitAsStream(word))
            .filter(word -> !word.contains("${"))
            .toList();
    List<Path> named = words.stream().filter(EntryPoints::isFile).map(Path::of).toList();
    Set<Start> starts = new LinkedHashSet<>();
    named.stream().filter(FileKind::isCode).map(Start::ofScript).forEach(starts::add);
    List<Path> roots = roots(words, variables);
    modules(words).forEach(module -> module(roots, module).ifPresent(starts::add));
    if (starts.isEmpty()) {
      named.stream()
          .filter(file -> !file.startsWith("/usr"))
          .findFirst()
          .map(Start::ofScript)
          .ifPresent(starts::add);
    }
    return new EntryPoints(named, List.copyOf(starts));
  }

  static boolean isFile(String word) {
    try {
      return !word.isEmpty() && Files.isRegularFile(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What {@code -m} names; of a command that no Python reads, nothing that is there. */
  private static List<String> modules(List<String> words) {
    List<String> modules = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-m") || word.equals("--module")) {
        words.stream().skip(i + 1L).limit(1).forEach(modules::add);
      } else if (word.startsWith("-m")) {
        modules.add(word.substring(2));
      }
    }
    modules.removeIf(module -> !MODULE.matcher(module).matches());
    return modules;
  }

  /** Where Python looks: the folder that it is started in, then its path. */
  private static List<Path> roots(List<String> words, Map<String, String> variables) {
    String set = PYTHON_PATH + "=";
    Stream<String> given =
        words.stream()
            .filter(word -> word.startsWith(set))
            .map(word -> word.substring(set.length()));
    Stream<String> inherited = Stream.ofNullable(variables.get(PYTHON_PATH));
    Stream<String> folders =
        Stream.concat(given, inherited)
            .flatMap(path -> Stream.of(path.split(Pattern.quote(File.pathSeparator), -1)));
    return Stream.concat(Stream.of(""), folders)
        .map(folder -> Path.of(folder).toAbsolutePath().normalize())
        .distinct()
        .toList();
  }

  /** The first that Python would find; what is installed elsewhere is not found. */
  private static Optional<Start> module(List<Path> roots, String module) {
    String path = module.replace('.', '/');
    return roots.stream()
        .flatMap(
            root ->
                Stream.of(path + ".py", path + "/__main__.py")
                    .map(root::resolve)
                    .filter(Files::isRegularFile)
                    .map(file -> new Start(file, root)))
        .findFirst();
  }
}
