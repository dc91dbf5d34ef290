package dev.nightsweep.worker;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.process.Threads;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.command.CommandTrainer;
import dev.nightsweep.train.dl4j.Dl4jTrainer;
import dev.nightsweep.train.dl4j.NetDefinition;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.simulated.SimulatedTrainer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The main class of a worker process. */
public final class Worker {
  private static final NetDefinition ALEXNET = NetFileDefinition.of(NetFiles.shipped("alexnet"));

  private final Map<String, Supplier<Trainer>> trainers;
  private final Map<ProgramRef, Trainer> made = new HashMap<>();
  private final Consumer<Signal> parent;
  private final InstantSource clock;

  /**
   * @param trainers by program; each is made when its first run comes, and trains all that follow
   */
  Worker(Map<String, Supplier<Trainer>> trainers, Consumer<Signal> parent, InstantSource clock) {
    this.trainers = trainers;
    this.parent = parent;
    this.clock = clock;
  }

  /** Trains what arrives on standard input until it closes; {@code --probe} says where it would. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits and points, wherever we are
    PrintStream pipe = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Threads.explainFailures(System.err::println);
    System.setOut(System.err); // whatever a library prints belongs in the log, not in the pipe
    if (arguments.length > 0) {
      pipe.println(Json.write(new Dl4jTrainer(ALEXNET).environment(trial())));
      Runtime.getRuntime().halt(0);
    }
    Worker worker =
        new Worker(trainers(), signal -> pipe.println(Wire.write(signal)), InstantSource.system());
    InstructionQueue instructions = InstructionQueue.reading(System.in);
    outliveSignals(instructions);
    int exitCode = 1;
    try {
      worker.serve(instructions);
      exitCode = 0;
    } finally {
      Runtime.getRuntime().halt(exitCode); // native threads may still run
    }
  }

  private static Map<String, Supplier<Trainer>> trainers() {
    Map<String, Supplier<Trainer>> trainers = new HashMap<>();
    for (BuiltInProgram program : BuiltInProgram.values()) {
      trainers.put(program.text(), () -> trainer(program));
    }
    return trainers;
  }

  private static Trainer trainer(BuiltInProgram program) {
    return switch (program) {
      case ALEXNET -> new Dl4jTrainer(ALEXNET);
      case SIMULATED -> new SimulatedTrainer();
    };
  }

  /**
   * On Ctrl-C, which a terminal sends to the workers too, and on SIGTERM the run under way ends its
   * step and leaves a checkpoint. The Java VM waits for this hook while training goes on; the
   * process is ended by {@link #main}, or by its parent when that takes too long.
   */
  private static void outliveSignals(InstructionQueue instructions) {
    Thread serving = Thread.currentThread();
    Runnable leave =
        () -> {
          instructions.close();
          try {
            serving.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the process ends all the same
          }
        };
    Threads.atExit("leaving", leave);
  }

  /** What a run with all defaults would be. */
  private static Assignment trial() {
    Settings defaults = ALEXNET.catalog().resolve(Settings.NONE);
    return new Assignment(
        "",
        "",
        0,
        new Assignment.Task(ALEXNET.name(), defaults, 1, ""),
        Assignment.Checkpoints.NONE,
        ".",
        Environment.of(Map.of()),
        0);
  }

  /** Trains assignments until the queue is closed. */
  void serve(InstructionQueue instructions) {
    parent.accept(new Signal.Ready());
    for (Optional<Assignment> next = instructions.take();
        next.isPresent();
        next = instructions.take()) {
      Assignment run = next.get();
      new RunAttempt(run, () -> trainer(run.task().program()), parent, clock)
          .train(instructions.control(run));
      parent.accept(new Signal.Idle(run.runId()));
    }
  }

  private Trainer trainer(ProgramRef program) {
    return made.computeIfAbsent(program, this::make);
  }

  private Trainer make(ProgramRef program) {
    if (program instanceof ProgramRef.Command) {
      return new CommandTrainer();
    } else if (program instanceof ProgramRef.Net net) {
      return new Dl4jTrainer(NetFileDefinition.of(NetFiles.of(net, net.text())));
    }
    Supplier<Trainer> ours = trainers.get(program.text());
    if (ours == null) {
      throw new IllegalArgumentException("this worker has no program " + program);
    }
    return ours.get();
  }
}
