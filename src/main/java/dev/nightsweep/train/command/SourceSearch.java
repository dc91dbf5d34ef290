package dev.nightsweep.train.command;

import dev.nightsweep.model.CodeScope;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.train.HomePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gathers the files of a program, and applies the limits at last. */
final class SourceSearch {
  private final Path folder;
  private final CodeScope scope;
  private final Predicate<String> included;
  private final Predicate<String> excluded;
  private final ResultsAround results;
  private final Map<Path, String> named = new LinkedHashMap<>();
  private final Set<Path> others = new HashSet<>();
  private final Set<Path> code = new HashSet<>();
  private final Set<Path> trees = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();
  private boolean isCut;

  private SourceSearch(Path folder, CodeScope scope, ResultsAround results) {
    this.folder = folder;
    this.scope = scope;
    this.included = scope.included();
    this.excluded = scope.excluded();
    this.results = results;
  }

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

  /** What is around a script or module; a Git tree that ignores it does not tell. */
  private void addProgram(Path start, Path known) throws IOException {
    Optional<GitTree> tree = GitTree.around(start);
    boolean isKnown = tree.isPresent() && addTree(tree.get(), known);
    if (!isKnown && folders.add(start)) {
      add(walk(start, FileKind::isSource), FileKind::isCode);
    }
  }

  private boolean addTree(GitTree tree, Path known) throws IOException {
    List<Path> tracked = tree.tracked();
    List<Path> untracked = tree.untracked();
    if (trees.add(tree.top())) {
      add(tracked.stream().filter(FileKind::isNoText).toList(), FileKind::isSource);
      add(untracked.stream().filter(FileKind::isSource).toList(), FileKind::isCode);
    }
    return Stream.concat(tracked.stream(), untracked.stream()).anyMatch(known::equals);
  }

  private void addIncluded() throws IOException {
    for (String pattern : scope.include()) {
      Path start = folder.resolve(pattern.replaceFirst("[^/]*[*?\\[{].*|[^/]*$", "")).normalize();
      if (Files.isDirectory(start)) {
        add(walk(start, file -> included.test(name(folder, file))), file -> true);
      }
    }
  }

  /** What lies elsewhere is called as the command line calls it, which stays when all is moved. */
  private void addNamed(Path file) throws IOException {
    Path real = file.toRealPath();
    String name =
        real.startsWith(folder) ? name(folder, real) : plain(HomePath.masked(file.toString()));
    if (!excluded.test(name)) {
      named.putIfAbsent(real, name);
      code.add(real);
    }
  }

  private List<Path> walk(Path start, Predicate<Path> wanted) throws IOException {
    FolderWalk walk = new FolderWalk(start, wanted, results);
    List<Path> files = walk.files();
    isCut |= walk.isCut();
    return files;
  }

  private void add(Collection<Path> files, Predicate<Path> isCode) {
    for (Path file : files) {
      if (Files.isRegularFile(file) && !results.has(file) && !excluded.test(name(folder, file))) {
        others.add(file);
        if (isCode.test(file)) {
          code.add(file);
        }
      }
    }
  }

  /** What is named first, then code, the nearest to the script first, then all else. */
  private SourceFiles withinLimits() throws IOException {
    others.removeAll(named.keySet());
    List<Path> sorted = new ArrayList<>(named.keySet());
    others.stream()
        .sorted(
            Comparator.comparing((Path file) -> !code.contains(file))
                .thenComparing(file -> !file.startsWith(folder))
                .thenComparing(file -> file))
        .forEach(sorted::add);
    Map<String, Path> kept = new LinkedHashMap<>();
    Set<String> counted = new HashSet<>();
    long bytes = 0;
    int left = 0;
    for (Path file : sorted) {
      long size = Files.size(file);
      boolean isNamed = named.containsKey(file);
      boolean fits =
          kept.size() < SourceFiles.MAX_FILES
              && size <= SourceFiles.MAX_BYTES_OF_FILE
              && bytes + size <= SourceFiles.MAX_BYTES;
      String name = named.getOrDefault(file, name(folder, file));
      if (isNamed || included.test(name) || (fits && !FileKind.isSpec(file, size))) {
        kept.put(name, file);
        bytes += isNamed ? 0 : size;
        if (code.contains(file)) {
          counted.add(name);
        }
      } else if (!fits) {
        left++;
      }
    }
    return new SourceFiles(kept, counted, notCovered(left));
  }

  private Optional<String> notCovered(int left) {
    if (left == 0) {
      return isCut
          ? Optional.of("its folder has more than %s files".formatted(FolderWalk.MAX_VISITED))
          : Optional.empty();
    }
    return Optional.of(
        "%s beyond the limits (%s files, %s MB a file, %s MB in all)"
            .formatted(
                Numbers.count(left, "file of its folder is", "files of its folder are"),
                SourceFiles.MAX_FILES,
                SourceFiles.MAX_BYTES_OF_FILE >> 20,
                SourceFiles.MAX_BYTES >> 20));
  }

  /** The name of a file; {@code "; "} is between names where they are listed. */
  private static String name(Path folder, Path file) {
    return plain(folder.relativize(file).toString());
  }

  private static String plain(String name) {
    return name.replace('\\', '/').replace("; ", ";");
  }
}
