package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.JournaledLook;
import dev.nightsweep.publish.JournaledLooks;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.store.verify.Defect;
import dev.nightsweep.store.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The looks of sweeps that the readings contradict which they were taken at. */
public final class LookVerification {
  private static final String ADVICE =
      "Do not believe this verdict. Bring the journal back from a backup; `nightsweep rebuild`"
          + " shows what the readings give.";

  private final ResultsFolder results;
  private final Map<String, List<JournaledLook>> contradicted = new LinkedHashMap<>();
  private final Map<String, String> unjudged = new LinkedHashMap<>();

  private LookVerification(ResultsFolder results) {
    this.results = results;
  }

  /** Judges all looks of these sweeps again. */
  public static LookVerification of(ResultsFolder results, List<String> sweepIds) {
    LookVerification verification = new LookVerification(results);
    JournaledLooks looks = Publishers.looks(results);
    for (String sweepId : sweepIds) {
      if (Files.exists(results.journal(JournalName.ofSweep(sweepId)))) {
        verification.judge(sweepId, looks);
      }
    }
    return verification;
  }

  private void judge(String sweepId, JournaledLooks looks) {
    try {
      contradicted.put(
          sweepId, looks.of(sweepId).stream().filter(JournaledLook::isContradicted).toList());
    } catch (UserErrorException e) { // of this machine, not of the journal
      throw e;
    } catch (RuntimeException e) { // a damaged journal may tell of anything
      unjudged.put(sweepId, String.valueOf(e.getMessage()));
    }
  }

  /** All that is wrong with these sweeps: their journals, their looks, and their rows. */
  public static List<Defect> defects(ResultsFolder results, Store store, List<String> sweepIds)
      throws IOException {
    LookVerification looks = of(results, sweepIds);
    List<Defect> defects = new ArrayList<>(looks.defects());
    defects.addAll(
        new Verification(results, H2Store::open, looks::corrected).defects(store, sweepIds));
    return defects;
  }

  /** A line as it should be: with what the readings give in place of what contradicts them. */
  JournalLine corrected(JournalLine line) {
    return line.journal().runId().isPresent()
        ? line
        : contradicted.getOrDefault(line.journal().sweepId(), List.of()).stream()
            .filter(look -> look.line() == line.seq())
            .findFirst()
            .map(look -> new JournalLine(line.journal(), line.seq(), look.given()))
            .orElse(line);
  }

  List<Defect> defects() {
    List<Defect> defects = new ArrayList<>();
    contradicted.forEach(
        (sweepId, looks) -> looks.forEach(look -> defects.addAll(defects(sweepId, look))));
    unjudged.forEach((sweepId, why) -> defects.add(unjudged(sweepId, why)));
    return defects;
  }

  private Defect unjudged(String sweepId, String why) {
    return new Defect(
        false,
        results.journal(JournalName.ofSweep(sweepId)).toString(),
        "%s: its verdicts cannot be computed from its readings: %s.".formatted(sweepId, why),
        ADVICE);
  }

  private List<Defect> defects(String sweepId, JournaledLook look) {
    String where =
        "%s, line %d".formatted(results.journal(JournalName.ofSweep(sweepId)), look.line());
    return look.differences().stream()
        .map(
            difference ->
                new Defect(false, where, sweepId + ", " + difference.sentence() + ".", ADVICE))
        .toList();
  }

  /** What is wrong, a sentence each. */
  List<String> sentences() {
    return defects().stream().map(Defect::problem).toList();
  }
}
