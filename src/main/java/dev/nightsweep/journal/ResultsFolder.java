package dev.nightsweep.journal;

import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where everything lies under the results folder. */
public record ResultsFolder(Path root) {

  public Path database() {
    return root.resolve("nightsweep.mv.db");
  }

  public Path index() {
    return root.resolve("index.html");
  }

  /** Tells other processes who has the database open. */
  public Path owner() {
    return root.resolve(".owner.json");
  }

  public Path sweep(String sweepId) {
    return root.resolve(sweepId);
  }

  /** The spec as given; it keeps the ending of the file it came from. */
  public Path spec(String sweepId, String specFile) {
    return sweep(sweepId).resolve(specFile.endsWith(".json") ? "spec.json" : "spec.yaml");
  }

  public Path report(String sweepId) {
    return sweep(sweepId).resolve("report.html");
  }

  public Path log(String sweepId) {
    return sweep(sweepId).resolve("sweep.log");
  }

  public Path run(String sweepId, String runId) {
    return sweep(sweepId).resolve("runs").resolve(runId);
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

  /** Ids of the sweeps that have a journal here, in alphabetical order. */
  public List<String> sweepIds() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("sweep.jsonl")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
