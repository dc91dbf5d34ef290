package dev.nightsweep.journal;

import dev.nightsweep.model.Ids;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.ResultsMark;
import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where everything lies under the results folder. */
public record ResultsFolder(Path root) {
  private static final String DELETED = ".deleted-";
  private static final String IMPORTED = "imported.json";

  public Path database() {
    return root.resolve(ResultsMark.DATABASE);
  }

  public Path index() {
    return root.resolve("index.html");
  }

  /** Tells other processes who has the database open. */
  public Path owner() {
    return root.resolve(".owner.json");
  }

  /** How long runs take on this machine, as it was measured. */
  public Path timings() {
    return root.resolve("timings.json");
  }

  public Path sweep(String sweepId) {
    return in(root, sweepId);
  }

  /**
   * The folder of that id in another. Every id becomes a path here, whoever made it up: it names
   * something in that folder and leads nowhere else.
   */
  public static Path in(Path folder, String id) {
    if (!Ids.isName(id)) {
      throw new UserErrorException(
          UserErrorException.Kind.DAMAGED,
          "“%s” is no id: it cannot name a folder in %s.".formatted(Ids.shown(id), folder));
    }
    return folder.resolve(id);
  }

  /** The spec as given; it keeps the ending of the file it came from. */
  public Path spec(String sweepId, String specFile) {
    return sweep(sweepId).resolve(specFile.endsWith(".json") ? "spec.json" : "spec.yaml");
  }

  /** Where a sweep comes from that was taken in from a file; only whoever takes it in writes it. */
  public Path imported(String sweepId) {
    return sweep(sweepId).resolve(IMPORTED);
  }

  public boolean isImported(String sweepId) {
    return Files.exists(imported(sweepId), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Whether a file lies in the folder of an imported sweep, here or in any other results folder.
   */
  public static boolean isOfImport(Path file) {
    try {
      return Files.exists(file.toRealPath().resolveSibling(IMPORTED), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  public Path report(String sweepId) {
    return sweep(sweepId).resolve("report.html");
  }

  /** A page of runs, or sweeps, side by side. */
  public Path comparison(List<String> ids) {
    List<String> names = ids.stream().map(id -> in(root, id).getFileName().toString()).toList();
    return root.resolve("compare-" + String.join("-", names) + ".html");
  }

  public Path log(String sweepId) {
    return sweep(sweepId).resolve("sweep.log");
  }

  public Path run(String sweepId, String runId) {
    return in(sweep(sweepId).resolve("runs"), runId);
  }

  public Path runPage(String sweepId, String runId) {
    return run(sweepId, runId).resolve("run.html");
  }

  public Path workerLog(String sweepId, String runId) {
    return run(sweepId, runId).resolve("worker.log");
  }

  public Path journal(JournalName name) {
    return name.runId()
        .map(runId -> runJournal(run(name.sweepId(), runId)))
        .orElseGet(() -> sweep(name.sweepId()).resolve("sweep.jsonl"));
  }

  /** The journal in a run's own folder. */
  public static Path runJournal(Path runFolder) {
    return runFolder.resolve("journal.jsonl");
  }

  /**
   * Ids of the sweeps that have a journal here, be it of their runs alone because their own was
   * lost, in alphabetical order.
   */
  public List<String> sweepIds() throws IOException {
    return names(root, ResultsFolder::isOfSweep).stream().filter(Ids::isName).toList();
  }

  private static boolean isOfSweep(Path folder) {
    return Files.exists(folder.resolve("sweep.jsonl")) || Files.isDirectory(folder.resolve("runs"));
  }

  /** Where a sweep's folder is put while it is deleted. */
  public Path deleted(String sweepId) {
    return root.resolve(DELETED + in(root, sweepId).getFileName());
  }

  /** Ids of the sweeps whose deletion has begun and not ended. */
  public List<String> deletedSweepIds() throws IOException {
    return names(root, folder -> folder.getFileName().toString().startsWith(DELETED)).stream()
        .map(name -> name.substring(DELETED.length()))
        .filter(Ids::isName)
        .toList();
  }

  /** Removes a folder with all that is in it; links are not followed. */
  public static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Ids of the sweep's runs that have a journal here, in alphabetical order. */
  public List<String> runIds(String sweepId) throws IOException {
    return names(sweep(sweepId).resolve("runs"), folder -> Files.exists(runJournal(folder)))
        .stream()
        .filter(Ids::isName)
        .toList();
  }

  private static List<String> names(Path parent, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders
          .filter(wanted)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
