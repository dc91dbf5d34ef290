package dev.nightsweep.train.command;

import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.HomePath;
import dev.nightsweep.train.UnusableDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a program consists of: the files on its command line, and those that these may load. Some
 * are its code, part of what its runs are known by; all are facts of a run, which tell afterwards
 * whether the runs were of one program.
 */
final class ProgramTree {
  /** So many files at most are told apart; of more, folders are. */
  static final int MAX_NAMED = 60;

  /** A file that a setting names is read up to that size; of a larger one size and time count. */
  static final long MAX_NAMED_BYTES = 64L << 20;

  private final FileDigests digests = new FileDigests();
  private final CommandLine line;
  private final CodeScope scope;

  ProgramTree(CommandLine line, CodeScope scope) {
    this.line = line;
    this.scope = scope;
  }

  /**
   * The code, by the whole path of each file.
   *
   * @param code as a sweep knows it
   * @param sha256 of each of its files, in hex
   */
  record Code(ProgramCode code, SortedMap<Path, String> sha256) {}

  /** The code as it is now; empty if the command names nothing that could be read as such. */
  Optional<Code> code() throws IOException {
    EntryPoints start = EntryPoints.of(line, System.getenv());
    if (start.starts().isEmpty()) {
      return Optional.empty();
    }
    SourceFiles sources = SourceSearch.of(start, scope, Optional.empty());
    SortedMap<String, String> hashes = hashes(sources);
    hashes.keySet().retainAll(sources.code());
    SortedMap<Path, String> byPath = new TreeMap<>();
    hashes.forEach((name, hash) -> byPath.put(sources.byName().get(name), hash));
    return Optional.of(new Code(ProgramCode.of(sha256(hashes), brief(hashes)), byPath));
  }

  /** The hash that a file has now, if it is there and has another than that. */
  Optional<String> otherHash(String file, String expected) {
    try {
      return EntryPoints.isFile(file)
          ? Optional.of(digests.of(Path.of(file))).filter(hash -> !hash.equals(expected))
          : Optional.empty(); // elsewhere it may lie elsewhere
    } catch (IOException e) {
      throw new UnusableDataException("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * The facts about the files of a program.
   *
   * @param runFolder where a run writes; no file of the results is the program's
   */
  Map<String, String> facts(Settings settings, Path runFolder) {
    Map<String, String> facts = new TreeMap<>();
    SortedMap<String, String> named = named(settings);
    if (!named.isEmpty()) {
      facts.put(ProgramFiles.NAMED, ProgramFiles.text(named));
    }
    EntryPoints start = EntryPoints.of(line, System.getenv());
    if (start.starts().isEmpty()) {
      facts.put(ProgramFiles.NOT_COVERED, "the command names no script");
      return facts;
    }
    try {
      SourceFiles sources = SourceSearch.of(start, scope, Optional.of(runFolder));
      SortedMap<String, String> hashes = hashes(sources);
      SortedMap<String, String> brief = brief(hashes);
      facts.put(ProgramFiles.TREE, DigestUtils.sha256Hex(ProgramFiles.text(brief)));
      facts.put(ProgramFiles.FILES, ProgramFiles.text(gathered(brief)));
      sources.notCovered().ifPresent(why -> facts.put(ProgramFiles.NOT_COVERED, why));
      hashes.keySet().retainAll(sources.code());
      facts.put(ProgramFiles.CODE, sha256(hashes));
    } catch (IOException e) {
      facts.put(ProgramFiles.NOT_COVERED, "its folder cannot be read");
    }
    return facts;
  }

  private SortedMap<String, String> hashes(SourceFiles sources) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, Path> file : sources.byName().entrySet()) {
      hashes.put(file.getKey(), digests.of(file.getValue()));
    }
    return hashes;
  }

  private static String sha256(SortedMap<String, String> hashes) {
    return DigestUtils.sha256Hex(ProgramFiles.text(hashes));
  }

  private static SortedMap<String, String> brief(SortedMap<String, String> hashes) {
    SortedMap<String, String> brief = new TreeMap<>();
    hashes.forEach((name, hash) -> brief.put(name, FileDigests.brief(hash)));
    return brief;
  }

  private SortedMap<String, String> named(Settings settings) {
    SortedMap<String, String> named = new TreeMap<>();
    settings
        .byName()
        .values()
        .forEach(
            setting -> {
              if (setting.raw() instanceof String text && EntryPoints.isFile(text)) {
                named.put(HomePath.masked(text).replace("; ", ";"), hashOfNamed(Path.of(text)));
              }
            });
    return named;
  }

  private String hashOfNamed(Path file) {
    try {
      return Files.size(file) > MAX_NAMED_BYTES
          ? "%s@%s".formatted(Files.size(file), Files.getLastModifiedTime(file).toMillis())
          : FileDigests.brief(digests.of(file));
    } catch (IOException e) {
      return "unreadable";
    }
  }

  /** As they are, or folder by folder if there are many: {@code lib/}. */
  private static SortedMap<String, String> gathered(SortedMap<String, String> hashes) {
    if (hashes.size() <= MAX_NAMED) {
      return hashes;
    }
    SortedMap<String, StringBuilder> folders = new TreeMap<>();
    hashes.forEach(
        (name, hash) ->
            folders
                .computeIfAbsent(folder(name), f -> new StringBuilder())
                .append(name)
                .append(hash));
    SortedMap<String, String> gathered = new TreeMap<>();
    folders.forEach(
        (folder, all) ->
            gathered.put(folder, FileDigests.brief(DigestUtils.sha256Hex(all.toString()))));
    return gathered.size() <= MAX_NAMED ? gathered : new TreeMap<>();
  }

  private static String folder(String name) {
    int slash = name.indexOf('/', name.lastIndexOf("../") < 0 ? 0 : name.lastIndexOf("../") + 3);
    return slash < 0 ? ProgramFiles.BESIDE : name.substring(0, slash + 1);
  }
}
