package dev.nightsweep.train.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by its name, and a spec by its text, what a file is to a program. */
final class FileKind {
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

  private FileKind() {}

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
}
