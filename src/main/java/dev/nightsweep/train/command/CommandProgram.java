package dev.nightsweep.train.command;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.ResourceEstimate;
import dev.nightsweep.train.TimeEstimate;
import dev.nightsweep.train.UnusableDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** An external program as the parent process sees it: its code decides. */
public final class CommandProgram implements Program {
  /** Nobody knows; a deep-learning framework takes about that much. */
  private static final ResourceEstimate USUAL = new ResourceEstimate(1L << 30, 0, 0);

  private final String text;
  private final CodeScope scope;
  private final Sources sources;
  private final Optional<Optional<ProgramCode>> known;

  /**
   * @param text the command on one line, as {@link CommandLine#text} writes it
   * @param scope which of its files are its code
   */
  public CommandProgram(String text, CodeScope scope) {
    this(text, scope, new Sources(CommandLine.parse(text), scope), Optional.empty());
  }

  private CommandProgram(
      String text, CodeScope scope, Sources sources, Optional<Optional<ProgramCode>> known) {
    this.text = text;
    this.scope = scope;
    this.sources = sources;
    this.known = known;
  }

  /** What is read of the program, once and only when it is asked for. */
  private static final class Sources {
    private final CommandLine line;
    private final ProgramTree tree;
    private Optional<Optional<ProgramTree.Code>> code = Optional.empty();
    private Optional<SortedMap<String, String>> named = Optional.empty();

    Sources(CommandLine line, CodeScope scope) {
      this.line = line;
      this.tree = new ProgramTree(line, scope);
    }

    Optional<ProgramTree.Code> code() {
      try {
        if (code.isEmpty()) {
          code = Optional.of(tree.code());
        }
        return code.get();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /** The files on the command line by their words there. */
    SortedMap<String, String> named() {
      if (named.isEmpty()) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String word : line.words()) {
          if (!word.contains("${") && EntryPoints.isFile(word)) {
            hashes.put(word, hash(Path.of(word)));
          }
        }
        named = Optional.of(hashes);
      }
      return named.get();
    }

    private static String hash(Path file) {
      try {
        return DigestUtils.sha256Hex(Files.readAllBytes(file));
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private static UnusableDataException unreadable(IOException e) {
      return new UnusableDataException("cannot read the program: " + e.getMessage());
    }
  }

  @Override
  public Catalog catalog() {
    return new OpenCatalog(text);
  }

  @Override
  public Optional<ProgramCode> code() {
    return sources.code().map(ProgramTree.Code::code);
  }

  @Override
  public Program identifiedBy(Optional<ProgramCode> code) {
    return new CommandProgram(text, scope, sources, Optional.of(code));
  }

  /** Its code; of a sweep from before that was known, what the files on the command line are. */
  @Override
  public SortedMap<String, String> identityInputs(Settings settings) {
    Optional<ProgramCode> code = known.isPresent() ? known.get() : code();
    return code.isPresent()
        ? new TreeMap<>(Map.of(ProgramCode.IN_IDENTITY, code.get().sha256()))
        : new TreeMap<>(sources.named());
  }

  /** As they are now, whatever runs are identified by. */
  @Override
  public FileHashes filesRead(Settings settings) {
    SortedMap<String, String> files = new TreeMap<>();
    sources
        .code()
        .ifPresentOrElse(
            code -> code.sha256().forEach((path, hash) -> files.put(path.toString(), hash)),
            () -> files.putAll(sources.named()));
    return new FileHashes(files, scope);
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
