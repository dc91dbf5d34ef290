package dev.nightsweep.cli;

import dev.nightsweep.app.Publishers;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.publish.LookEntry;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep as if its runs had been taken from MLflow: those of a sweep that was simulated, told as a
 * tracker would, without a word on where they were trained.
 */
final class TrackedSweep {
  static final String FILE = "mlflow.db";
  private static final Instant IMPORTED = Instant.parse("2126-11-30T10:00:00Z");

  private final Map<String, String> facts;

  private TrackedSweep(Map<String, String> facts) {
    this.facts = facts;
  }

  /** Simulates the spec in a folder beside the results, takes the runs in, returns the id. */
  static String take(Path folder, ResultsFolder results, String spec, Map<String, String> facts)
      throws IOException {
    ResultsFolder trained = new ResultsFolder(Files.createTempDirectory(folder, "elsewhere-"));
    Path file = Files.writeString(Files.createTempFile(folder, "spec-", ".yaml"), spec);
    Cli.Result run =
        Cli.inThreads(trained.root())
            .run("run", file.toString(), "--no-calibrate", "--workers", "2");
    if (run.exitCode() != ExitCode.DONE && run.exitCode() != ExitCode.BAD_RUNS) {
      throw new IllegalStateException(run.err());
    }
    String sweepId = trained.sweepIds().get(0);
    List<JournalName> names = new ArrayList<>(List.of(JournalName.ofSweep(sweepId)));
    trained.runIds(sweepId).forEach(runId -> names.add(JournalName.ofRun(sweepId, runId)));
    List<JournalLine> lines = new ArrayList<>();
    TrackedSweep tracked = new TrackedSweep(facts);
    for (JournalName name : names) {
      long seq = 0;
      for (JournalLine line : Journal.read(name, trained.journal(name)).lines()) {
        if (!(line.entry() instanceof Entry.LookTaken)) {
          lines.add(new JournalLine(name, ++seq, tracked.entry(line.entry())));
        }
      }
    }
    lines.add(look(sweepId, lines));
    JournalFiles.write(results, lines);
    Files.writeString(results.spec(sweepId, FILE), "# nightsweep import --from mlflow mlflow.db\n");
    return sweepId;
  }

  private static JournalLine look(String sweepId, List<JournalLine> lines) {
    try (InMemoryStore store = new InMemoryStore()) {
      store.index(lines);
      JournalName name = JournalName.ofSweep(sweepId);
      long seq = lines.stream().filter(line -> line.journal().equals(name)).count();
      return new JournalLine(
          name,
          seq + 1,
          LookEntry.of(Publishers.sweep(store, sweepId).analysis(), false, IMPORTED));
    }
  }

  private Entry entry(Entry entry) {
    if (entry instanceof Entry.SweepPlanned planned) {
      return new Entry.SweepPlanned(taken(planned.plan()));
    } else if (entry instanceof Entry.RunStarted started) {
      return new Entry.RunStarted(
          started.attempt(),
          Environment.of(facts),
          Optional.empty(),
          started.start(),
          started.at());
    }
    return entry;
  }

  private static Plan taken(Plan plan) {
    SweepHeader header = plan.header();
    return plan.with(
        new SweepHeader(
            header.sweepId(),
            header.name(),
            ProgramRef.Tracked.by("mlflow"),
            header.asked(),
            header.design(),
            header.stopping(),
            new SweepHeader.Origin(FILE, header.specHash(), header.planHash()),
            IMPORTED));
  }
}
