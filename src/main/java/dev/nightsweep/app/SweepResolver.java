package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.NetEdit;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Ids;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.AdaptiveTrialSampler;
import dev.nightsweep.plan.NextPlan;
import dev.nightsweep.plan.Planner;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.train.OtherArithmetic;
import dev.nightsweep.train.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Finds the sweep that a spec means, or begins it. */
final class SweepResolver {

  private final ResultsOwner owner;
  private final InstantSource clock;
  private final AnalysisLocking locking;
  private final SweepLookup sweeps;
  private final boolean retryFailed;
  private Program program;

  SweepResolver(ResultsOwner owner, Program program, InstantSource clock) {
    this(owner, program, clock, false);
  }

  /**
   * @param retryFailed whether what failed is to be trained again
   */
  SweepResolver(ResultsOwner owner, Program program, InstantSource clock, boolean retryFailed) {
    this.owner = owner;
    this.program = program;
    this.clock = clock;
    this.locking = new AnalysisLocking(owner, clock);
    this.sweeps = new SweepLookup(owner);
    this.retryFailed = retryFailed;
  }

  /**
   * A plan, and the sweep as stored if it was begun before.
   *
   * @param growth what the plan adds to and takes from the stored one, if it is another
   * @param isChanged whether it is to be written down, of which the code or the place of the spec
   *     may be all
   * @param anew whether all of it is to be trained, though there may be results already
   */
  record Found(
      Plan plan,
      Optional<SweepRecord> known,
      Optional<PlanDiff> growth,
      boolean isChanged,
      boolean anew) {
    /** Whether nothing is left to train. */
    boolean isFinished() {
      return growth.isEmpty() && known.filter(SweepRecord::isFinished).isPresent();
    }
  }

  /**
   * The stored sweep that the spec was read from or that has its name, or a new one. A sweep is its
   * name: the same name goes on with the same sweep, also when its spec has got other points
   * meanwhile.
   *
   * @param fresh start another sweep, {@code <name>-2}, if the name is taken
   * @param wish that seeds be added until all is settled, if that is wished
   * @throws UserErrorException if the spec has another constant than the stored sweep, or its runs
   *     would no longer give the same results
   */
  Found find(Spec given, boolean fresh, Optional<SequentialOption> wish) {
    Optional<SweepRecord> known = sweeps.meant(given);
    if (known.isEmpty() || fresh) {
      return begun(given, known.isPresent(), fresh, wish);
    }
    Plan stored = StoredPlan.of(owner.folder(), known.get().sweepId());
    SweepHeader before = stored.header();
    Optional<ProgramCode> code = code(given, stored);
    program = program.identifiedBy(code);
    Spec spec = FreshSeeds.continuing(given.named(before.name()), before);
    Plan now = plan(spec, program, before.sweepId(), before.createdAt());
    refuseOtherNet(given, stored, now);
    refuseOtherConstants(given, stored, now);
    refuseOtherResults(given, stored, now);
    boolean same = now.header().planHash().equals(before.planHash());
    Plan next = same ? goingOn(stored, now) : nextPlan(spec).carriedOn(stored, now);
    Plan ruled = ruled(spec, next, wish, locking.hasResults(stored, known.get()));
    boolean grows = !from(ruled, before.code(), before.place()).equals(stored);
    Plan written = from(ruled, code, sweeps.place(given).or(before::place));
    if (!grows) {
      return new Found(written, known, Optional.empty(), !written.equals(stored), false);
    }
    Plan marked = locking.marked(stored, written, known.get());
    return new Found(marked, known, Optional.of(PlanDiff.between(stored, marked)), true, false);
  }

  /**
   * The spec with what was given beside its file when the stored sweep was begun, until other is
   * given.
   *
   * @param fresh whether another sweep is to be started
   * @throws UserErrorException if the stored sweep was trained elsewhere
   */
  static Spec asStored(ResultsOwner owner, Spec given, boolean fresh) {
    return fresh ? given : asStored(owner, given, new SweepLookup(owner).meant(given));
  }

  /**
   * The same for one that goes on.
   *
   * @param meant the stored sweep that it means
   * @throws UserErrorException if that was trained elsewhere
   */
  static Spec asStored(ResultsOwner owner, Spec given, Optional<SweepRecord> meant) {
    meant.ifPresent(
        sweep ->
            TrackedSweeps.refuse(sweep.header(), new SweepLookup(owner).nextName(given.name())));
    return meant
        .map(SweepRecord::sweepId)
        .filter(sweepId -> given.source().sweep().isEmpty())
        .map(sweepId -> SpecFile.asStored(given, owner, sweepId))
        .orElse(given);
  }

  private static Plan from(Plan plan, Optional<ProgramCode> code, Optional<String> place) {
    return plan.with(plan.header().from(code, place));
  }

  private Optional<ProgramCode> code(Spec spec, Plan stored) {
    return new CodeContinuation(
            () -> owner.store().runs(stored.header().sweepId()),
            retryFailed,
            () -> sweeps.nextName(spec.name()))
        .of(spec, stored, program);
  }

  /** Trials that failed and are tried again may give a winner after all. */
  private Plan goingOn(Plan stored, Plan now) {
    return retryFailed ? NextPlan.awaitingWinner(stored, now) : stored;
  }

  private Found begun(Spec given, boolean taken, boolean fresh, Optional<SequentialOption> wish) {
    String name = taken ? sweeps.nextName(given.name()) : nameOfNew(given);
    Spec spec = fresh ? new FreshSeeds(owner.store()).of(given, plan(given, given.name())) : given;
    Plan plan = ruled(spec, plan(spec, name), wish, false);
    Plan placed = from(plan, plan.header().code(), sweeps.place(given));
    return new Found(placed, Optional.empty(), Optional.empty(), true, fresh);
  }

  /** A spec without a name, whose file has the name of another's, has a sweep of its own. */
  private String nameOfNew(Spec spec) {
    return sweeps.place(spec).isPresent() ? sweeps.freeName(spec.name()) : spec.name();
  }

  /** What plans the phases of a sweep that follow, and the further trials of a search. */
  record Following(NextPlan plan, Optional<AdaptiveTrialSampler> suggestions) {}

  Following following(Spec spec) {
    return new Following(
        nextPlan(spec),
        spec.method().isAdaptive()
            ? Optional.of(
                new AdaptiveTrialSampler(spec, program.catalog(), program::identityInputs))
            : Optional.empty());
  }

  private NextPlan nextPlan(Spec spec) {
    return new NextPlan(spec, program.catalog(), program::identityInputs);
  }

  private Plan ruled(Spec spec, Plan plan, Optional<SequentialOption> wish, boolean late) {
    Optional<SeedRule> rule =
        wish.or(() -> SequentialOption.of(spec)).map(w -> w.rule(spec, plan, late));
    return rule.isEmpty() || rule.equals(plan.header().rule())
        ? plan
        : nextPlan(spec).withSeeds(plan, plan.header().seeds(), rule);
  }

  /** The sweep's log, in which it stands that it was begun, or has another plan from now on. */
  SweepLog log(Spec spec, Found found) {
    if (found.known().isEmpty()) {
      return begin(spec, found.plan());
    }
    return found.isChanged()
        ? grow(spec, found.plan())
        : SweepLog.open(owner.folder(), found.plan().header().sweepId(), owner.writer());
  }

  /** Writes down a new sweep: its spec as given, then its plan. */
  private SweepLog begin(Spec spec, Plan plan) {
    writeSpec(spec, plan.header().sweepId());
    return SweepLog.begin(owner.folder(), plan, owner.writer());
  }

  /** Writes down that the sweep has another plan from now on. */
  private SweepLog grow(Spec spec, Plan plan) {
    String sweepId = plan.header().sweepId();
    SweepLog log = SweepLog.open(owner.folder(), sweepId, owner.writer());
    locking.beforeChange(plan, log);
    writeSpec(spec, sweepId);
    log.record(new Entry.SweepReplanned(plan, clock.instant()));
    return log;
  }

  private void writeSpec(Spec spec, String sweepId) {
    ResultsFolder folder = owner.folder();
    try {
      Files.createDirectories(folder.sweep(sweepId));
      Files.writeString(folder.spec(sweepId, spec.source().fileName()), spec.source().text());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to %s: %s".formatted(folder.sweep(sweepId), e.getMessage()), e);
    }
  }

  /** What decides the result of a run with these settings, beside them and its seed. */
  SortedMap<String, String> identityInputs(Settings settings) {
    return program.identityInputs(settings);
  }

  /** The files that a run with these settings reads. */
  FileHashes filesRead(Settings settings) {
    return program.filesRead(settings);
  }

  /** What is worth knowing of the data that a plan's runs are trained on, in sentences. */
  static List<String> dataRemarks(Plan plan, Program program) {
    return plan.arms().stream()
        .flatMap(arm -> program.dataRemarks(arm.settings()).stream())
        .distinct()
        .toList();
  }

  List<String> dataRemarks(Plan plan) {
    return dataRemarks(plan, program);
  }

  private Plan plan(Spec spec, String name) {
    return plan(spec.named(name), program, newId(name), clock.instant());
  }

  static Plan plan(Spec spec, Program program, String sweepId, Instant createdAt) {
    Plan plan = Planner.plan(spec, program.catalog(), program::identityInputs, sweepId, createdAt);
    return from(plan, program.code(), Optional.empty());
  }

  /** An arm must be the same net still; a net file may get comments, and what no arm uses. */
  private void refuseOtherNet(Spec spec, Plan stored, Plan now) {
    Optional<NetEdit> edit = NetEdit.of(stored.header().program(), now.header().program());
    Map<String, Settings> before = new HashMap<>();
    stored.arms().forEach(arm -> before.put(arm.label(), arm.settings()));
    for (Arm arm : edit.isPresent() ? now.arms() : List.<Arm>of()) {
      Optional<String> layer =
          Optional.ofNullable(before.get(arm.label()))
              .flatMap(settings -> edit.get().layer(settings, arm.settings()));
      if (layer.isPresent()) {
        throw UserErrorException.usage(
            "The net file %s is not what %s was begun with: %s. Its runs would be others. %s; or give the spec another name."
                .formatted(
                    now.header().program().text(),
                    stored.header().sweepId(),
                    layer.get(),
                    anew(spec)));
      }
    }
  }

  private void refuseOtherConstants(Spec spec, Plan stored, Plan now) {
    List<String> changes = PlanDiff.changedConstants(stored, now);
    if (!changes.isEmpty()) {
      throw UserErrorException.usage(
          "What %s was trained with has changed in %s: %s. All its runs would be others. %s; or give the spec another name."
              .formatted(
                  stored.header().sweepId(),
                  spec.source().fileName(),
                  String.join("; ", changes),
                  anew(spec)));
    }
  }

  /** The same arm and seed must be the same run still: same data, library and code. */
  private void refuseOtherResults(Spec spec, Plan stored, Plan now) {
    Map<String, String> identities = PlanDiff.identities(stored);
    boolean differ =
        PlanDiff.identities(now).entrySet().stream()
            .anyMatch(e -> !identities.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
    if (differ) {
      throw UserErrorException.usage(
          "The runs of %s would not come out the same here: %s. %s."
              .formatted(stored.header().sweepId(), whatDiffers(stored), anew(spec)));
    }
  }

  private String whatDiffers(Plan stored) {
    return stored.header().program() instanceof ProgramRef.Command
        ? "a file on the command line of the program is another, and which code its runs were trained by is not known beyond that"
        : otherArithmetic(stored)
            .map(
                other -> "%s. %s".formatted(other.why(), other.advice()).replaceFirst("[. ]+$", ""))
            .orElse("the data set, the native library, its kernels or the trainer is another");
  }

  /** Of the runs that have begun. */
  private Optional<OtherArithmetic> otherArithmetic(Plan stored) {
    return owner.store().sweepEnvironments(stored.header().sweepId()).values().stream()
        .flatMap(environment -> program.otherArithmetic(environment).stream())
        .findFirst();
  }

  private String anew(Spec spec) {
    return "Maybe --new, to start " + sweeps.nextName(spec.name());
  }

  static String newId(String name) {
    return "%s-%06x".formatted(Ids.slug(name), new SecureRandom().nextInt(1 << 24));
  }
}
