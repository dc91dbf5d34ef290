package dev.nightsweep.spec;

import dev.nightsweep.model.CommandLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the files that a command names tell of how the program gets its parameters. */
final class ProgramText {
  private static final String PARAMETERS = "NIGHTSWEEP_PARAMETERS";
  private static final String TRACKER = "import wandb";
  private static final long MAX_BYTES = 4L << 20;
  private static final String MODULE = "-m";

  private ProgramText() {}

  /** Whether a word of the command, or a file that it names, mentions the variable. */
  static boolean readsParameters(CommandLine line) {
    return line.words().stream().anyMatch(word -> word.contains(PARAMETERS))
        || isMentioned(PARAMETERS, line);
  }

  /** Whether a file that the command names uses W&B's library, which may have the parameters. */
  static boolean usesWandb(CommandLine line) {
    return isMentioned(TRACKER, line);
  }

  private static boolean isMentioned(String what, CommandLine line) {
    return named(line).stream().anyMatch(file -> mentions(what, file));
  }

  /** Words that may be files, and what Python runs of the folders and modules among them. */
  private static List<String> named(CommandLine line) {
    List<String> files = new ArrayList<>();
    String before = "";
    for (String word : line.words()) {
      files.addAll(List.of(word, word + "/__main__.py"));
      if (before.equals(MODULE)) {
        String module = word.replace('.', '/');
        files.addAll(List.of(module + ".py", module + "/__main__.py", module + "/__init__.py"));
      }
      before = word;
    }
    return files;
  }

  private static boolean mentions(String what, String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path)
          && Files.size(path) <= MAX_BYTES
          && Files.readString(path, StandardCharsets.ISO_8859_1).contains(what);
    } catch (IOException | InvalidPathException e) { // nothing to read
      return false;
    }
  }
}
