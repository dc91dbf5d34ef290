package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.MetricsFrom;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.ChangedFileException;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trains by starting a program and listening to it. */
public final class CommandTrainer implements Trainer {

  private final Map<String, ProgramTree> trees = new HashMap<>();

  @Override
  public Environment environment(Assignment run) {
    ProgramTree tree = tree(run);
    requireSame(run, tree);
    Map<String, String> facts = new TreeMap<>(tree.facts(run.settings(), Path.of(run.folder())));
    facts.put("command", run.program());
    return Environment.of(facts);
  }

  /** That of the program, which is kept: the files are the same for most of its runs. */
  private ProgramTree tree(Assignment run) {
    return trees.computeIfAbsent(
        run.program() + run.files().scope(),
        key -> new ProgramTree(CommandLine.parse(run.program()), run.files().scope()));
  }

  /** Refuses a file of the program that is another than when the session began. */
  private static void requireSame(Assignment run, ProgramTree tree) {
    run.files()
        .sha256()
        .forEach(
            (file, hash) ->
                tree.otherHash(file, hash)
                    .ifPresent(
                        other -> {
                          throw ChangedFileException.ofCode(file, other, hash);
                        }));
  }

  /** The program begins again whatever there is: nobody knows what it keeps. */
  @Override
  public Outcome train(Assignment run, Start start, Watcher watcher) {
    Path folder = Path.of(run.folder());
    CommandLine line = CommandLine.parse(run.program());
    try (MetricFile file = MetricFile.fresh(folder)) {
      Optional<Tracking> tracking = line.metricsFrom().map(tracker -> tracking(tracker, run));
      Map<String, String> variables = ProgramVariables.of(run);
      if (tracking.isPresent()) {
        variables.putAll(tracking.get().prepare());
      }
      List<String> words = new Macros(run, System::getenv).expand(line);
      try (ChildProcess child = ChildProcess.start(words, variables, folder)) {
        return tracking.isPresent()
            ? tracked(run, child, tracking.get(), watcher)
            : new CommandRun(run, child, List.of(printed(child), file), watcher).await();
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Interrupted();
    }
  }

  private static Tracking tracking(MetricsFrom tracker, Assignment run) {
    return switch (tracker) {
      case WANDB -> new WandbTracking(run, System::getenv);
      case MLFLOW -> new MlflowTracking(Path.of(run.folder()), System::getenv);
      case TENSORBOARD -> new TensorboardTracking(Path.of(run.folder()));
    };
  }

  /** What it prints is its log, and nothing else. */
  private static Outcome tracked(
      Assignment run, ChildProcess child, Tracking tracking, Watcher watcher)
      throws IOException, InterruptedException {
    MetricSource log = over -> child.lines().stream().<Reported>map(Reported.Text::new).toList();
    try (MetricSource metrics = new TrackedMetrics(tracking, run.judged().name())) {
      return new CommandRun(run, child, List.of(log, metrics), watcher).await();
    }
  }

  /** What a program prints. */
  private static MetricSource printed(ChildProcess child) {
    return over -> child.lines().stream().map(MetricLine::of).toList();
  }
}
