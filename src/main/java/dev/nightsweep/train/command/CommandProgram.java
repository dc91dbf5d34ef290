package dev.nightsweep.train.command;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.ChangedFileException;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.ResourceEstimate;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.UnusableDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** An external program as the parent process sees it: the files on its command line decide. */
public final class CommandProgram implements Program {
  /** Nobody knows; a deep-learning framework takes about that much. */
  private static final ResourceEstimate USUAL = new ResourceEstimate(1L << 30, 0, 0);

  private final String text;
  private final SortedMap<String, String> files = new TreeMap<>();

  /**
   * @param text the command on one line, as {@link CommandLine#text} writes it
   * @throws UnusableDataException if a file on it cannot be read
   */
  public CommandProgram(String text) {
    this.text = text;
    for (String word : CommandLine.parse(text).words()) {
      if (!word.contains("${") && Files.isRegularFile(Path.of(word))) {
        files.put(word, hash(Path.of(word)));
      }
    }
  }

  private static String hash(Path file) {
    try {
      return DigestUtils.sha256Hex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UnusableDataException("cannot read the program " + file + ": " + e.getMessage());
    }
  }

  @Override
  public Catalog catalog() {
    return new OpenCatalog(text);
  }

  /** What the files on the command line are; what they load is beyond our knowledge. */
  @Override
  public SortedMap<String, String> identityInputs(Settings settings) {
    return new TreeMap<>(files);
  }

  @Override
  public FileHashes filesRead(Settings settings) {
    return new FileHashes(files);
  }

  /** Refuses a file on the command line that is another than when the session began. */
  static void requireSame(FileHashes before) {
    for (String file : before.sha256().keySet()) {
      if (Files.isRegularFile(Path.of(file))) { // elsewhere it may lie elsewhere
        ChangedFileException.requireSame(before, file, file, hash(Path.of(file)));
      }
    }
  }

  @Override
  public ResourceEstimate resourceEstimate(Settings settings) {
    return USUAL;
  }

  @Override
  public TimeEstimate timeEstimate(Settings settings) {
    return new TimeEstimate.Unknown();
  }
}
