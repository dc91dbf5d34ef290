package dev.nightsweep.cli;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.search.Planner;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.train.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the sweep that a spec means, or begins it. */
final class Sweeps {
  private static final int LONGEST_SLUG = 40;

  private final Desk results;
  private final Program program;
  private final InstantSource clock;

  Sweeps(Desk desk, Program program, InstantSource clock) {
    this.results = desk;
    this.program = program;
    this.clock = clock;
  }

  /** A plan, and the sweep as stored if it was begun before. */
  record Found(Plan plan, Optional<SweepRecord> known) {}

  /**
   * The stored sweep of the spec's name, or a new one. A sweep is its name: the same name goes on
   * with the same sweep.
   *
   * @param fresh start another sweep, {@code <name>-2}, if the name is taken
   * @throws UserErrorException if the stored sweep was planned from another spec, or would no
   *     longer give the same results
   */
  Found find(Spec spec, boolean fresh) {
    Optional<SweepRecord> known = Ids.byName(results.store(), spec.name());
    if (known.isEmpty()) {
      return new Found(plan(spec, spec.name()), Optional.empty());
    }
    if (fresh) {
      return new Found(plan(spec, freeName(spec.name())), Optional.empty());
    }
    Plan stored = storedPlan(results.folder(), known.get().sweepId());
    refuseIfChanged(spec, stored);
    return new Found(stored, known);
  }

  /** Writes down a new sweep: its spec as given, then its plan. */
  SweepLog begin(Spec spec, Plan plan) {
    ResultsFolder folder = results.folder();
    String sweepId = plan.header().sweepId();
    try {
      Files.createDirectories(folder.sweep(sweepId));
      Files.writeString(folder.spec(sweepId, spec.source().fileName()), spec.source().text());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to %s: %s".formatted(folder.sweep(sweepId), e.getMessage()), e);
    }
    return SweepLog.begin(folder, plan, results.writer());
  }

  private Plan plan(Spec spec, String name) {
    return plan(spec.named(name), program, newId(name), clock.instant());
  }

  static Plan plan(Spec spec, Program program, String sweepId, Instant createdAt) {
    return Planner.plan(spec, program.catalog(), program::basis, sweepId, createdAt);
  }

  private void refuseIfChanged(Spec spec, Plan stored) {
    Plan now = plan(spec, program, stored.header().sweepId(), stored.header().createdAt());
    if (!now.header().planHash().equals(stored.header().planHash())) {
      throw UserErrorException.usage(
          "The sweep %s was planned from another spec than %s is now. Maybe --new, to start %s; or give the spec another name."
              .formatted(
                  stored.header().sweepId(), spec.source().fileName(), freeName(spec.name())));
    }
    if (!identities(now).equals(identities(stored))) {
      throw UserErrorException.usage(
          "The runs of %s would not come out the same here: the data set, the native library or the trainer is another. Maybe --new, to start %s."
              .formatted(stored.header().sweepId(), freeName(spec.name())));
    }
  }

  private static List<String> identities(Plan plan) {
    return plan.runs().stream().map(PlannedRun::identity).sorted().toList();
  }

  private String freeName(String name) {
    Set<String> taken =
        results.store().sweeps().stream().map(s -> s.header().name()).collect(Collectors.toSet());
    int number = 2;
    while (taken.contains(name + "-" + number)) {
      number++;
    }
    return name + "-" + number;
  }

  static String newId(String name) {
    return "%s-%06x".formatted(slug(name), new SecureRandom().nextInt(1 << 24));
  }

  /** Lower-case letters, digits and dashes: safe as a folder's name everywhere. */
  static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
    return cut.isEmpty() ? "sweep" : cut;
  }

  static Plan storedPlan(ResultsFolder folder, String sweepId) {
    JournalName name = JournalName.ofSweep(sweepId);
    try {
      return Journal.read(name, folder.journal(name)).lines().stream()
          .findFirst()
          .filter(line -> line.entry() instanceof Entry.SweepPlanned)
          .map(line -> ((Entry.SweepPlanned) line.entry()).plan())
          .orElseThrow(
              () ->
                  new StoreException(
                      "The journal %s does not begin with a plan; it is missing or damaged."
                          .formatted(folder.journal(name))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + folder.journal(name), e);
    }
  }
}
