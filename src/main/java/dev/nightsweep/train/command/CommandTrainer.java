package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains by starting a program and listening to it. */
public final class CommandTrainer implements Trainer {

  private final ProgramTree tree = new ProgramTree();

  @Override
  public Environment environment(Assignment run) {
    CommandProgram.requireSame(run.files());
    Map<String, String> facts =
        new TreeMap<>(
            tree.facts(CommandLine.parse(run.program()), run.settings(), Path.of(run.folder())));
    facts.put("command", run.program());
    return Environment.of(facts);
  }

  /** The program begins again whatever there is: nobody knows what it keeps. */
  @Override
  public Outcome train(Assignment run, Start start, Watcher watcher) {
    Path folder = Path.of(run.folder());
    Map<String, String> variables =
        Map.of(
            "NIGHTSWEEP_SEED", Long.toString(run.seed()),
            "NIGHTSWEEP_RUN_DIR", run.folder(),
            "PYTHONUNBUFFERED", "1");
    try (MetricFile file = MetricFile.fresh(folder);
        ChildProcess child =
            ChildProcess.start(
                new Macros(run, System::getenv).expand(CommandLine.parse(run.program())),
                variables,
                folder)) {
      return new CommandRun(run, child, List.of(printed(child), file), watcher).await();
    } catch (IOException | IllegalArgumentException e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Interrupted();
    }
  }

  /** What a program prints. */
  private static MetricSource printed(ChildProcess child) {
    return over -> child.lines().stream().map(MetricLine::of).toList();
  }
}
