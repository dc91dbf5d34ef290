package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.schedule.replay.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs as their journals have them: no database is needed, so nobody is disturbed who has it. */
public final class JournaledRuns {
  private final ResultsFolder results;

  public JournaledRuns(ResultsFolder results) {
    this.results = results;
  }

  /** A run in its sweep's plan, and what became of it. */
  public record Journaled(Plan plan, PlannedRun run, Recording recording) {}

  /**
   * The run with that id or unique prefix, or all runs of the sweep with it, in starting order.
   *
   * @throws UserErrorException if there is none, or more than one
   */
  public List<Journaled> find(String prefix) {
    String bare = prefix.strip();
    String id = IdResolver.unique(bare, idsStartingWith(bare));
    boolean isSweep = Files.exists(results.journal(JournalName.ofSweep(id)));
    Plan plan = StoredPlan.of(results, isSweep ? id : sweepOf(id));
    return plan.runs().stream()
        .filter(run -> isSweep || run.runId().equals(id))
        .map(run -> read(plan, run))
        .toList();
  }

  private Journaled read(Plan plan, PlannedRun run) {
    JournalName name = JournalName.ofRun(plan.header().sweepId(), run.runId());
    return new Journaled(plan, run, Recording.read(name, results.journal(name)));
  }

  private List<String> idsStartingWith(String prefix) {
    List<String> found = new ArrayList<>();
    for (String sweepId : sweepIds()) {
      found.add(sweepId);
      found.addAll(runFolders(sweepId));
    }
    found.removeIf(id -> !id.startsWith(prefix));
    return found;
  }

  private String sweepOf(String runId) {
    return sweepIds().stream()
        .filter(sweepId -> Files.isDirectory(results.run(sweepId, runId)))
        .findFirst()
        .orElseThrow();
  }

  private List<String> sweepIds() {
    try {
      return results.sweepIds();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the sweeps in " + results.root(), e);
    }
  }

  private List<String> runFolders(String sweepId) {
    Path runs = results.sweep(sweepId).resolve("runs");
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + runs, e);
    }
  }
}
