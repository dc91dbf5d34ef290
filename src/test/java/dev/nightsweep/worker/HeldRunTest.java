package dev.nightsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.Watcher;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run waits behind an epoch until its parent has decided what becomes of it. */
@Timeout(60)
class HeldRunTest {
  private static final int EPOCHS = 5;

  @TempDir private Path folder;
  private final List<Integer> told = Collections.synchronizedList(new ArrayList<>());
  private InstructionQueue instructions;

  @BeforeEach
  void assign() {
    instructions = InstructionQueue.of(run(2));
  }

  @Test
  void itGoesOnWhenItIsToldToAndWaitsAtTheNextPoint() {
    serve(
        epoch -> {
          if (epoch == 2) {
            instructions.accept(new Instruction.GoOn("r1", 1, 4));
          } else if (epoch == 4) {
            instructions.accept(new Instruction.GoOn("r1", 1, 0));
          }
        });
    assertThat(told).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whatItTrainsAfterItWasToldToEndWhileItWaitedIsNeverJournaled() {
    serve(
        epoch -> {
          if (epoch == 2) {
            instructions.accept(new Instruction.Interrupt("r1", 1, true));
          }
        });
    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void anotherRunsPermissionIsNotItsOwn() {
    serve(
        epoch -> {
          if (epoch == 2) {
            instructions.accept(new Instruction.GoOn("r1", 2, 0));
            instructions.accept(new Instruction.GoOn("r2", 1, 0));
            instructions.close();
          }
        });
    assertThat(told).containsExactly(1, 2);
  }

  /** Each line is answered on a thread of its own, as a parent does. */
  private void serve(Consumer<Integer> answer) {
    Consumer<Signal> parent =
        signal -> {
          if (signal instanceof Signal.Journaled line
              && line.entry() instanceof Entry.EpochFinished epoch) {
            told.add(epoch.epoch());
            new Thread(() -> answer.accept(epoch.epoch())).start();
          }
        };
    Trainer trainer = new Deaf();
    new Worker(Map.of("alexnet", () -> trainer), parent, InstantSource.fixed(Instant.EPOCH))
        .serve(instructions);
  }

  /** Does not look whether it is to end, as a program of the user's may not. */
  private static final class Deaf implements Trainer {
    @Override
    public Environment environment(Assignment run) {
      return Environment.of(Map.of());
    }

    @Override
    public Outcome train(Assignment run, Start start, Watcher watcher) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        watcher.epochFinished(epoch, Map.of("x", 1.0), Map.of());
      }
      return new Outcome.Interrupted();
    }
  }

  private Assignment run(int holdAfter) {
    return new Assignment(
        "sweep",
        "r1",
        1,
        new Assignment.Task("alexnet", Settings.NONE, 1, "identity"),
        Assignment.Checkpoints.LAST,
        folder.resolve("r1").toString(),
        Environment.of(Map.of()),
        holdAfter);
  }
}
