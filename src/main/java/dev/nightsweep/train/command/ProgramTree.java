package dev.nightsweep.train.command;

import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.HomePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a program consists of beyond its command line: the files of the folder that its script is
 * in, which it may import, as facts of a run. They tell afterwards whether all runs were of one
 * program; they decide nothing.
 */
final class ProgramTree {
  /** So many files at most are told apart; of more, folders are. */
  static final int MAX_NAMED = 60;

  /** A file that a setting names is read up to that size; of a larger one size and time count. */
  static final long MAX_NAMED_BYTES = 64L << 20;

  private static final int DIGITS = 12;

  /** By path, size and time: a worker asks of the same files for every run. */
  private final Map<String, String> known = new HashMap<>();

  /**
   * The facts about the files of a program.
   *
   * @param runFolder where a run writes; no file of the results is the program's
   */
  Map<String, String> facts(CommandLine line, Settings settings, Path runFolder) {
    Map<String, String> facts = new TreeMap<>();
    SortedMap<String, String> named = named(settings);
    if (!named.isEmpty()) {
      facts.put(ProgramFiles.NAMED, ProgramFiles.text(named));
    }
    try {
      Optional<Path> script = script(line);
      if (script.isEmpty()) {
        facts.put(ProgramFiles.NOT_COVERED, "the command names no script");
        return facts;
      }
      SourceFiles sources = SourceFiles.of(script.get(), runFolder);
      SortedMap<String, String> hashes = new TreeMap<>();
      for (Path file : sources.files()) {
        hashes.put(sources.name(file), hash(file));
      }
      facts.put(ProgramFiles.TREE, DigestUtils.sha256Hex(ProgramFiles.text(hashes)));
      facts.put(ProgramFiles.FILES, ProgramFiles.text(gathered(hashes)));
      sources.notCovered().ifPresent(why -> facts.put(ProgramFiles.NOT_COVERED, why));
    } catch (IOException e) {
      facts.put(ProgramFiles.NOT_COVERED, "its folder cannot be read");
    }
    return facts;
  }

  /** The first word of the command that is a file beside which others may lie. */
  private static Optional<Path> script(CommandLine line) {
    List<Path> files =
        line.words().stream()
            .filter(word -> !word.contains("${"))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .toList();
    return files.stream()
        .filter(file -> SourceFiles.isSource(file))
        .findFirst()
        .or(() -> files.stream().filter(file -> !file.startsWith("/usr")).findFirst());
  }

  private SortedMap<String, String> named(Settings settings) {
    SortedMap<String, String> named = new TreeMap<>();
    settings
        .byName()
        .values()
        .forEach(
            setting -> {
              if (setting.raw() instanceof String text && isFile(text)) {
                named.put(HomePath.masked(text).replace("; ", ";"), hashOfNamed(Path.of(text)));
              }
            });
    return named;
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (RuntimeException e) { // no path, then
      return false;
    }
  }

  private String hashOfNamed(Path file) {
    try {
      return Files.size(file) > MAX_NAMED_BYTES
          ? "%s@%s".formatted(Files.size(file), Files.getLastModifiedTime(file).toMillis())
          : hash(file);
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private String hash(Path file) throws IOException {
    String state = "%s %s %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    String hash = known.get(state);
    if (hash == null) {
      hash = DigestUtils.sha256Hex(Files.readAllBytes(file)).substring(0, DIGITS);
      known.put(state, hash);
    }
    return hash;
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
            gathered.put(folder, DigestUtils.sha256Hex(all.toString()).substring(0, DIGITS)));
    return gathered.size() <= MAX_NAMED ? gathered : new TreeMap<>();
  }

  private static String folder(String name) {
    int slash = name.indexOf('/', name.lastIndexOf("../") < 0 ? 0 : name.lastIndexOf("../") + 3);
    return slash < 0 ? "./" : name.substring(0, slash + 1);
  }
}
