package dev.nightsweep.spec;

import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Macro;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a command and the files that it names tell of how the program gets its parameters. */
final class ProgramText {
  private static final String PARAMETERS = "NIGHTSWEEP_PARAMETERS";

  /** As a script has it that uses W&B's library, itself or by way of Lightning. */
  private static final Pattern WANDB =
      Pattern.compile("^\\s*(import|from)\\s+wandb\\b|\\bWandbLogger\\b", Pattern.MULTILINE);

  private static final Pattern CONFIG = Pattern.compile("\\bconfig\\b");
  private static final long MAX_BYTES = 4L << 20;
  private static final String MODULE = "-m";

  private final CommandLine line;
  private final Map<String, Optional<String>> texts = new LinkedHashMap<>();

  ProgramText(CommandLine line) {
    this.line = line;
  }

  /** Whether the program gets its parameters in one of the ways that a command has. */
  boolean passesParameters() {
    return line.has(Macro::passesParameters) || readsParameters();
  }

  /** Whether it gets them as JSON, in which parameters that hold others are maps. */
  boolean passesJson() {
    return line.has(Macro::isOfJson) || readsParameters();
  }

  /** Whether a word of the command, or a file that it names, mentions the variable. */
  private boolean readsParameters() {
    return line.words().stream().anyMatch(word -> word.contains(PARAMETERS))
        || files().anyMatch(file -> text(file).contains(PARAMETERS));
  }

  /** The file that uses W&B's library, and a configuration, if one does: wandb.config has them. */
  Optional<String> ofWandb() {
    return files().filter(file -> usesWandb(file) && CONFIG.matcher(text(file)).find()).findFirst();
  }

  /** Whether a file that the command names uses W&B's library. */
  boolean usesWandb() {
    return files().anyMatch(this::usesWandb);
  }

  private boolean usesWandb(String file) {
    return WANDB.matcher(text(file)).find();
  }

  /** Words that may be files, and what Python runs of the folders and modules among them. */
  private Stream<String> files() {
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
    return files.stream();
  }

  /** Empty if there is nothing to read. */
  private String text(String file) {
    return texts.computeIfAbsent(file, ProgramText::read).orElse("");
  }

  private static Optional<String> read(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES
          ? Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
