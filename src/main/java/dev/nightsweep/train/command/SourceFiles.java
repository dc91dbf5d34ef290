package dev.nightsweep.train.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files that a script may load: of its Git tree those that are tracked, and source files beside
 * them that are not yet; outside of one the source files of the script's folder.
 *
 * @param folder the script's, which names are relative to: others of its Git tree begin with {@code
 *     ../}
 * @param notCovered what the limits left out; empty if nothing
 */
record SourceFiles(Path folder, List<Path> files, Optional<String> notCovered) {
  static final int MAX_FILES = 2000;
  static final long MAX_BYTES = 64L << 20;
  static final long MAX_BYTES_OF_FILE = 4L << 20;
  static final int MAX_DEPTH = 8;

  /** What tells a results folder. */
  private static final String DATABASE = "nightsweep.mv.db";

  private static final int MAX_SPEC_BYTES = 1 << 16;
  private static final Set<String> SOURCES =
      Set.of(
          "py", "pyx", "sh", "bash", "r", "jl", "lua", "pl", "rb", "js", "mjs", "ts", "java", "kt",
          "scala", "groovy", "go", "rs", "c", "cc", "cpp", "cxx", "h", "hpp", "cu", "cuh", "m",
          "f90", "swift", "cs", "so", "dll", "jar", "json", "toml", "ini", "cfg", "yaml", "yml");

  /** Tracked files that no program loads. */
  private static final Set<String> TEXTS =
      Set.of("md", "rst", "adoc", "html", "png", "jpg", "jpeg", "gif", "svg", "pdf", "log", "out");

  private static final Set<String> CONFIGURATIONS = Set.of("json", "yaml", "yml");
  private static final Set<String> FOREIGN =
      Set.of("__pycache__", "node_modules", "venv", "env", "site-packages", "results", "wandb");
  private static final Pattern SPEC = Pattern.compile("(?m)^\\s*\"?(method|parameters)\"?\\s*:");

  static SourceFiles of(Path script, Path runFolder) throws IOException {
    Path folder = script.toRealPath().getParent();
    Path results = Files.exists(runFolder) ? runFolder.toRealPath() : runFolder.toAbsolutePath();
    Optional<GitTree> tree = GitTree.around(folder);
    List<Path> found = new ArrayList<>();
    if (tree.isPresent()) {
      found.addAll(tree.get().tracked());
      tree.get().untracked().stream().filter(SourceFiles::isSource).forEach(found::add);
      found.removeIf(file -> TEXTS.contains(suffix(file)));
    } else {
      walk(folder, results, found);
    }
    found.removeIf(file -> !Files.isRegularFile(file) || isOfResults(file, results));
    return within(script.toRealPath(), found);
  }

  /** The name of one of the files. */
  String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/').replace("; ", ";");
  }

  static boolean isSource(Path file) {
    return SOURCES.contains(suffix(file));
  }

  private static String suffix(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether the file is of the sweep that the run's folder is in, or of the results around it. */
  private static boolean isOfResults(Path file, Path runFolder) {
    Path runs = runFolder.getParent();
    Path sweep = runs == null ? null : runs.getParent();
    if (sweep == null || sweep.getParent() == null) {
      return false;
    }
    Path results = sweep.getParent();
    boolean hasDatabase = Files.exists(results.resolve(DATABASE));
    return file.startsWith(sweep) || (hasDatabase && file.startsWith(results));
  }

  private static void walk(Path folder, Path results, List<Path> found) throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(FileVisitOption.class),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = path.getFileName() == null ? "" : path.getFileName().toString();
            boolean foreign =
                FOREIGN.contains(name)
                    || name.startsWith(".")
                    || Files.exists(path.resolve(DATABASE));
            return foreign && !path.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isSource(file) && !isOfResults(file, results)) {
              found.add(file);
            }
            return found.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The script first, then the others, as far as the limits go. */
  private static SourceFiles within(Path script, List<Path> found) throws IOException {
    List<Path> sorted = new ArrayList<>(found.stream().sorted().distinct().toList());
    sorted.remove(script);
    sorted.add(0, script);
    List<Path> kept = new ArrayList<>();
    long bytes = 0;
    int left = 0;
    for (Path file : sorted) {
      long size = Files.size(file);
      boolean fits =
          kept.size() < MAX_FILES && size <= MAX_BYTES_OF_FILE && bytes + size <= MAX_BYTES;
      if (fits && !isSpec(file, size)) {
        kept.add(file);
        bytes += size;
      } else if (!fits) {
        left++;
      }
    }
    return new SourceFiles(
        script.getParent(),
        kept,
        left == 0
            ? Optional.empty()
            : Optional.of(
                "%s file(s) of its folder are beyond the limits (%s files, %s MB a file, %s MB in all)"
                    .formatted(left, MAX_FILES, MAX_BYTES_OF_FILE >> 20, MAX_BYTES >> 20)));
  }

  /** Specs are edited while sweeps run, and what they say is known. */
  private static boolean isSpec(Path file, long size) throws IOException {
    return CONFIGURATIONS.contains(suffix(file))
        && size <= MAX_SPEC_BYTES
        && SPEC.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
  }
}
