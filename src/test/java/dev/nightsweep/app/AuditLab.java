package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.ProgramCatalogs;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Start;
import dev.nightsweep.publish.exchange.SweepDraft;
import dev.nightsweep.publish.exchange.SweepExchange;
import dev.nightsweep.publish.exchange.UnusableFileException;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.spec.SpecReader;
import dev.nightsweep.store.memory.InMemoryStore;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import dev.nightsweep.train.command.CommandTrainer;
import dev.nightsweep.train.simulated.SimulatedTrainer;
import dev.nightsweep.wording.FindingText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A laboratory with a results folder of its own, in which everything may go wrong that does in real
 * ones: programs that change or cheat, machines that differ, results that somebody edits. Sweeps
 * are planned, run, journaled, exported and imported as they are for users; only training is made
 * up, by a function in this process.
 */
final class AuditLab implements AutoCloseable {
  /** What a program reports of a run, epoch by epoch. */
  interface Program extends Function<Assignment, List<Map<String, Double>>> {}

  private final Path root;
  private final ResultsOwner owner;
  private final CommandTrainer commands = new CommandTrainer();
  private final List<String> started = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T22:00:00Z");
  private Program program = Programs::plain;
  private Predicate<Assignment> deaths = run -> false;
  private Function<Assignment, Map<String, String>> facts = run -> Map.of();
  private Function<Assignment, Double> haste = run -> 1.0;
  private Consumer<Integer> beforeRun = number -> {};

  AuditLab(Path root) {
    this.root = root;
    this.owner = new ResultsOwner(new ResultsFolder(root.resolve("results")), new InMemoryStore());
  }

  AuditLab program(Program other) {
    program = other;
    return this;
  }

  /** Attempts that die. */
  AuditLab deaths(Predicate<Assignment> which) {
    deaths = which;
    return this;
  }

  /** Facts of the machine in place of this one's. */
  AuditLab facts(Function<Assignment, Map<String, String>> told) {
    facts = told;
    return this;
  }

  /** How much of the time that it tells a run takes. */
  AuditLab haste(Function<Assignment, Double> share) {
    haste = share;
    return this;
  }

  /** Something that happens before the run of that number, from 1, is started. */
  AuditLab before(Consumer<Integer> run) {
    beforeRun = run;
    return this;
  }

  /** Writes a file of the user's. */
  Path file(String name, String text) {
    try {
      Path file = root.resolve("work").resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a spec to its end; returns the sweep's id. */
  String run(String spec) {
    SessionOptions options = SessionOptions.DEFAULT.withWorkers(1);
    InMemorySession.Heard heard = new InMemorySession.Heard();
    SessionContext context =
        new SessionContext(owner, options, heard, new Interruption(), InstantSource.system());
    SessionContext timed =
        new SessionContext(owner, context.options(), heard, new Interruption(), () -> now);
    try {
      return new SweepQueueRunner(timed, (plan, launcher, chosen) -> new LabEngine(this))
          .run(SpecReader.read("lab.yaml", spec, ProgramCatalogs.ALL).spec())
          .sweep()
          .sweepId();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<FindingText> audit(String sweepId) {
    return FindingText.of(Publishers.sweep(owner.store(), sweepId).analysis().findings());
  }

  /** The audit of the sweep after somebody edited its export, which was imported elsewhere. */
  List<FindingText> audit(String sweepId, Consumer<EditedSweep> edit) {
    try {
      ResultsFolder folder = new ResultsFolder(root.resolve("results"));
      String json =
          new SweepExchange(folder)
              .export(owner.store().sweep(sweepId).orElseThrow().header())
              .orElseThrow()
              .write(Map.of());
      EditedSweep edited = EditedSweep.read(json);
      edit.accept(edited);
      Path file = Files.writeString(Files.createTempFile(root, "edited-", ".json"), edited.text());
      ResultsFolder elsewhere = new ResultsFolder(Files.createTempDirectory(root, "elsewhere-"));
      try (SweepDraft draft = SweepDraft.of(SweepDraft.read(file).sweep(), elsewhere)) {
        draft.install(Instant.now());
      }
      try (InMemoryStore store = new InMemoryStore()) {
        new CatchUp(store, elsewhere, () -> now).run();
        return FindingText.of(Publishers.sweep(store, sweepId).analysis().findings());
      }
    } catch (IOException | UnusableFileException e) {
      throw new IllegalStateException(e);
    }
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void started(Assignment run) {
    started.add(run.runId());
    beforeRun.accept(started.size());
  }

  boolean isToDie(Assignment run) {
    return deaths.test(run);
  }

  Map<String, String> facts(Assignment run) {
    return facts.apply(run);
  }

  Duration elapsed(Assignment run, double told) {
    return Duration.ofMillis(50 + Math.round(1000 * told * haste.apply(run)));
  }

  /**
   * The same without the files that a run is held to, as in sweeps that were begun before code was
   * part of a run's identity: there the audit alone can tell that a file changed.
   */
  private static Assignment unheld(Assignment run) {
    Assignment.Task task = run.task();
    return new Assignment(
        run.sweepId(),
        run.runId(),
        run.attempt(),
        new Assignment.Task(
            task.program(),
            task.settings(),
            task.seed(),
            task.identity(),
            new FileHashes(new TreeMap<>(), task.files().scope()),
            task.judged()),
        run.checkpoints(),
        run.folder(),
        run.host(),
        run.holdAfter());
  }

  Trainer trainer(Assignment run) {
    return run.program().equals(BuiltInProgram.SIMULATED.text())
        ? new SimulatedTrainer()
        : new Trainer() {
          @Override
          public Environment environment(Assignment of) {
            return commands.environment(unheld(of));
          }

          @Override
          public Outcome train(Assignment of, Start start, Watcher watcher) {
            int epoch = 0;
            for (Map<String, Double> metrics : program.apply(of)) {
              epoch++;
              if (!metrics.isEmpty()) {
                Map<String, Double> told = new TreeMap<>(metrics);
                told.putIfAbsent("seconds", Programs.seconds(of, epoch));
                watcher.epochFinished(epoch, told, Map.of("load_average", 1.0));
              }
            }
            return new Outcome.Completed(new RunResult(Map.of(), List.of(), ClassLabels.NONE, ""));
          }
        };
  }

  @Override
  public void close() {
    owner.close();
  }

  static Optional<Setting> setting(Assignment run, String name) {
    return run.settings().find(name);
  }
}
