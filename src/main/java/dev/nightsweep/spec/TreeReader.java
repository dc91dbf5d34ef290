package dev.nightsweep.spec;

import java.util.Locale;
import java.util.Optional;

/** Reads the text of a spec: JSON if its file's name ends in {@code .json}, else YAML. */
final class TreeReader {
  private TreeReader() {}

  /** The tree, or empty when there is none; then and otherwise problems may have been noted. */
  static Optional<Tree> read(String fileName, String text, Problems problems, Tolerated tolerated) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".json")
        ? JsonTree.read(text, problems, tolerated)
        : YamlTree.read(fileName, text, problems, tolerated);
  }
}
