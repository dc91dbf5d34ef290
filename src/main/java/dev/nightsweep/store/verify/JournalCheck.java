package dev.nightsweep.store.verify;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks one sweep's journals, each by itself and the runs' against the sweep's. */
final class JournalCheck {
  static final String LOST =
      "Bring the file back from a backup. Without one the run can be trained anew: delete its sweep"
          + " and run the spec again.";

  private static final int BYTES_A_PREDICTION = 9;

  private final ResultsFolder results;
  private final String sweepId;
  private final Consumer<List<JournalLine>> reader;
  private final List<Defect> defects = new ArrayList<>();

  /**
   * @param reader gets the good lines of each journal, the sweep's before its runs'
   */
  JournalCheck(ResultsFolder results, String sweepId, Consumer<List<JournalLine>> reader) {
    this.results = results;
    this.sweepId = sweepId;
    this.reader = reader;
  }

  List<Defect> defects() {
    try {
      check();
    } catch (StoreException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // whatever it is, other sweeps may be well
      defects.add(
          Defect.serious(results.sweep(sweepId), "It cannot be read: %s.".formatted(e), LOST));
    }
    return List.copyOf(defects);
  }

  private void check() throws IOException {
    JournalName name = JournalName.ofSweep(sweepId);
    Journal.Content sweep = check(name);
    if (sweep.lines().isEmpty()) {
      defects.add(
          Defect.serious(results.journal(name), "It does not hold the sweep's plan.", LOST));
    }
    Map<String, JournaledAttempts> told = JournaledAttempts.byRun(sweep);
    for (String runId : runIds(told)) {
      checkRun(runId, told.getOrDefault(runId, JournaledAttempts.NONE));
    }
  }

  private Set<String> runIds(Map<String, JournaledAttempts> told) throws IOException {
    Set<String> ids = new LinkedHashSet<>(results.runIds(sweepId));
    told.forEach(
        (runId, attempts) -> ids.addAll(attempts.ended().isEmpty() ? Set.of() : Set.of(runId)));
    return ids;
  }

  private Journal.Content check(JournalName name) {
    Path file = results.journal(name);
    Journal.Content content = read(name, file);
    reader.accept(content.lines());
    for (Journal.Damage damage : content.damage()) {
      boolean whole = damage.line() == 0;
      defects.add(
          Defect.serious(
              whole ? file : "%s, line %d".formatted(file, damage.line()),
              "%s damaged: %s.".formatted(whole ? "It is" : "The line is", damage.problem()),
              LOST));
    }
    if (content.cutShort()) {
      defects.add(
          Defect.harmless(
              file, "The last line was cut short before it was acknowledged to anybody."));
    }
    return content;
  }

  /** A file that cannot be read at all is damaged in its line 0. */
  static Journal.Content read(JournalName name, Path file) {
    try {
      return Journal.read(name, file);
    } catch (IOException e) {
      Journal.Damage damage = new Journal.Damage(0, "it cannot be read (%s)".formatted(e));
      return new Journal.Content(List.of(), List.of(damage), false);
    }
  }

  private void checkRun(String runId, JournaledAttempts told) throws IOException {
    JournalName name = JournalName.ofRun(sweepId, runId);
    Journal.Content run = check(name);
    for (Entry.AttemptEnded ended : told.ended()) {
      if (isOfTheWorker(ended) && !tellsOf(run, ended)) {
        defects.add(
            Defect.serious(
                results.journal(name),
                "Its end is missing: attempt %d was %s, says the sweep's journal."
                    .formatted(ended.attempt(), ended.state()),
                LOST));
      }
    }
    if (!told.isReused()) {
      checkBegun(name, run, told);
    }
    checkPredictions(name, run);
    checkMetrics(name, run);
  }

  /** No database takes the line that brings too many. */
  private void checkMetrics(JournalName name, Journal.Content run) {
    Set<String> names = new HashSet<>();
    for (JournalLine line : run.lines()) {
      names.addAll(((Entry.OfRun) line.entry()).metrics().keySet());
      if (names.size() > Metrics.MAX_OF_RUN) {
        defects.add(
            Defect.serious(
                "%s, line %d".formatted(results.journal(name), line.seq()),
                "It cannot be used: %s.".formatted(Metrics.TOO_MANY),
                LOST));
        return;
      }
    }
  }

  /** Whether the parent can only know it from the worker, who journals before it speaks. */
  private static boolean isOfTheWorker(Entry.AttemptEnded ended) {
    return ended.state() == AttemptState.COMPLETED || ended.state() == AttemptState.DIVERGED;
  }

  private static boolean tellsOf(Journal.Content run, Entry.AttemptEnded ended) {
    return run.lines().stream()
        .anyMatch(
            line -> line.entry() instanceof Entry.RunEnded end && end.attempt() == ended.attempt());
  }

  private void checkBegun(JournalName name, Journal.Content run, JournaledAttempts told) {
    String unknown =
        run.lines().stream()
            .map(line -> ((Entry.OfRun) line.entry()).attempt())
            .filter(attempt -> !told.hasBegun(attempt))
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      defects.add(
          Defect.serious(
              results.journal(name),
              "It tells of attempt %s, which the sweep's journal never began.".formatted(unknown),
              LOST));
    }
  }

  /** The classes in {@code predictions.bin} also stand in the journal. */
  private void checkPredictions(JournalName name, Journal.Content run) throws IOException {
    Path file = results.run(sweepId, name.runId().orElseThrow()).resolve("predictions.bin");
    ClassLabels told = lastPredictions(run);
    if (!told.isEmpty()
        && Files.exists(file)
        && !told.equals(classes(Files.readAllBytes(file), told.size()))) {
      defects.add(
          Defect.serious(
              file, "It does not hold the predictions that the journal tells of.", LOST));
    }
  }

  private static ClassLabels lastPredictions(Journal.Content run) {
    ClassLabels last = ClassLabels.NONE;
    for (JournalLine line : run.lines()) {
      if (line.entry() instanceof Entry.RunEnded end
          && end.outcome() instanceof Outcome.Completed completed) {
        last = completed.result().predictions();
      }
    }
    return last;
  }

  /** One byte a class, or two if the file is that long: see its format. */
  private static ClassLabels classes(byte[] bytes, int images) {
    int each = bytes.length / images;
    if (bytes.length % images != 0 || each < BYTES_A_PREDICTION || each > BYTES_A_PREDICTION + 1) {
      return ClassLabels.NONE;
    }
    boolean wide = each > BYTES_A_PREDICTION;
    int[] labels =
        IntStream.range(0, images)
            .map(image -> image * each)
            .map(at -> wide ? ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff) : bytes[at] & 0xff)
            .toArray();
    return Arrays.stream(labels).allMatch(label -> label < ClassLabels.MAX_CLASSES)
        ? ClassLabels.of(labels)
        : ClassLabels.NONE;
  }
}
