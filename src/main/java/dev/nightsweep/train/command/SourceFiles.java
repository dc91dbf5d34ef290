package dev.nightsweep.train.command;

import dev.nightsweep.model.CodeScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that a program may load: of its Git tree those that are tracked, and source files
 * beside them that are not yet; outside of one the source files of its folder; and what its command
 * line and the spec name.
 *
 * @param byName from where the program looks for its files: others of its Git tree begin with
 *     {@code ../}
 * @param code the names of those that no run writes and every run may load: a configuration counts
 *     where it is tracked or named, since elsewhere programs write such files themselves
 * @param notCovered what the limits left out; empty if nothing
 */
record SourceFiles(Map<String, Path> byName, Set<String> code, Optional<String> notCovered) {
  static final int MAX_FILES = 2000;
  static final long MAX_BYTES = 64L << 20;
  static final long MAX_BYTES_OF_FILE = 4L << 20;
  private static final int MAX_SPEC_BYTES = 1 << 16;

  private static final Set<String> CODE =
      Set.of(
          "py", "pyi", "pyx", "sh", "bash", "zsh", "ps1", "bat", "r", "jl", "lua", "pl", "rb",
          "php", "js", "mjs", "cjs", "jsx", "ts", "tsx", "java", "kt", "scala", "groovy", "go",
          "rs", "c", "cc", "cpp", "cxx", "h", "hpp", "cu", "cuh", "m", "f90", "swift", "cs", "hs",
          "ml", "zig", "stan", "so", "pyd", "dll", "dylib", "jar");

  private static final Set<String> CONFIGURATIONS =
      Set.of("json", "toml", "ini", "cfg", "yaml", "yml");
  private static final Set<String> OF_SPECS = Set.of("json", "yaml", "yml");

  /** Tracked files that no program loads. */
  private static final Set<String> TEXTS =
      Set.of("md", "rst", "adoc", "html", "png", "jpg", "jpeg", "gif", "svg", "pdf", "log", "out");

  private static final List<Pattern> OF_A_SPEC =
      List.of(
          Pattern.compile("(?m)^\\s*\"?method\"?\\s*:"),
          Pattern.compile("(?m)^\\s*\"?parameters\"?\\s*:"));

  /**
   * @param start with at least one file that is begun with
   * @param results a run's folder, if it is known
   */
  static SourceFiles of(EntryPoints start, CodeScope scope, Optional<Path> results)
      throws IOException {
    Path first = start.starts().get(0).folder().toRealPath();
    SourceSearch found = new SourceSearch(first, scope, new ResultsAround(results));
    for (EntryPoints.Start begin : start.starts()) {
      found.addProgram(begin.folder().toRealPath(), begin.file().toRealPath());
      found.addNamed(begin.file());
    }
    found.addIncluded();
    for (Path file : start.named()) {
      found.addNamed(file);
    }
    return found.withinLimits();
  }

  /** Whether the file is of a program, and nothing that one reads or writes. */
  static boolean isCode(Path file) {
    return CODE.contains(suffix(file));
  }

  /** Likewise, or such as configures one. */
  static boolean isSource(Path file) {
    return isCode(file) || CONFIGURATIONS.contains(suffix(file));
  }

  private static String suffix(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether programs load files of that kind, as far as they are tracked. */
  static boolean isNoText(Path file) {
    return !TEXTS.contains(suffix(file));
  }

  /** Specs are edited while sweeps run, and what they say is known. */
  static boolean isSpec(Path file, long size) throws IOException {
    if (!OF_SPECS.contains(suffix(file)) || size > MAX_SPEC_BYTES) {
      return false;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return OF_A_SPEC.stream().allMatch(key -> key.matcher(text).find());
  }

  /** The name of a file; {@code "; "} is between names where they are listed. */
  static String name(Path folder, Path file) {
    return plain(folder.relativize(file).toString());
  }

  static String plain(String name) {
    return name.replace('\\', '/').replace("; ", ";");
  }
}
