package dev.nightsweep.app;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Ids;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a sweep's journal what its plan is now. */
final class StoredPlan {
  private StoredPlan() {}

  /**
   * The plan of the sweep.
   *
   * @throws StoreException if its journal does not begin with one
   */
  static Plan of(ResultsFolder folder, String sweepId) {
    JournalName name = JournalName.ofSweep(sweepId);
    Path file = folder.journal(name);
    List<JournalLine> lines = lines(name, file);
    if (lines.isEmpty() || !(lines.get(0).entry() instanceof Entry.SweepPlanned planned)) {
      throw new StoreException(
          "The journal %s does not begin with a plan; it is missing or damaged.".formatted(file));
    }
    Plan plan = planned.plan();
    for (JournalLine line : lines) {
      plan = after(plan, line.entry());
    }
    return plan;
  }

  /** The plan of the sweep in whose folder a file lies, if it lies in one that can be read. */
  static Optional<Plan> around(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || folder.getParent() == null || !Ids.isName(name(folder))) {
      return Optional.empty();
    }
    ResultsFolder results = new ResultsFolder(folder.getParent());
    boolean isSweep = Files.exists(results.journal(JournalName.ofSweep(name(folder))));
    try {
      return isSweep ? Optional.of(of(results, name(folder))) : Optional.empty();
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  /** The runs of all plans that the sweep has had. */
  static Set<String> runIds(ResultsFolder folder, String sweepId) {
    JournalName name = JournalName.ofSweep(sweepId);
    Set<String> ids = new LinkedHashSet<>();
    for (JournalLine line : lines(name, folder.journal(name))) {
      if (line.entry() instanceof Entry.SweepPlanned planned) {
        planned.plan().runs().forEach(run -> ids.add(run.runId()));
      } else if (line.entry() instanceof Entry.SweepReplanned replanned) {
        replanned.plan().runs().forEach(run -> ids.add(run.runId()));
      } else if (line.entry() instanceof Entry.CandidatesChosen chosen) {
        chosen.plan().runs().forEach(run -> ids.add(run.runId()));
      } else if (line.entry() instanceof Entry.TrialsAdded added) {
        added.runs().forEach(run -> ids.add(run.runId()));
      }
    }
    return ids;
  }

  private static List<JournalLine> lines(JournalName name, Path file) {
    try {
      return Journal.read(name, file).lines();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + file, e);
    }
  }

  private static Plan after(Plan plan, Entry entry) {
    if (entry instanceof Entry.TrialsAdded added) {
      return plan.with(added.arms(), added.runs());
    } else if (entry instanceof Entry.CandidatesChosen chosen) {
      return chosen.plan();
    }
    return entry instanceof Entry.SweepReplanned replanned ? replanned.plan() : plan;
  }
}
