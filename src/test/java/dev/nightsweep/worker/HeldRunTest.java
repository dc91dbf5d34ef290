package dev.nightsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.ProgramRef;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
  private List<Line> lines =
      IntStream.rangeClosed(1, EPOCHS).mapToObj(epoch -> line(epoch, "acc")).toList();

  private record Line(int epoch, Map<String, Double> metrics) {}

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

  /** A program that evaluates beside its training tells the metric when the next epoch is over. */
  @Test
  void itWaitsBehindTheMetricThatIsDecidedByThoughTheEpochIsLongOver() {
    lines =
        List.of(
            line(1, "x"),
            line(2, "x"),
            line(1, "acc"),
            line(3, "x"),
            line(2, "acc"),
            line(4, "x"),
            line(3, "acc"));
    instructions = InstructionQueue.of(run(2));
    AtomicInteger seconds = new AtomicInteger();
    serve(
        epoch -> {
          if (epoch == 2 && seconds.incrementAndGet() == 2) {
            instructions.accept(new Instruction.Interrupt("r1", 1, true));
          }
        });
    assertThat(told).containsExactly(1, 2, 1, 3, 2);
  }

  private static Line line(int epoch, String metric) {
    return new Line(epoch, Map.of(metric, 1.0));
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
    Trainer trainer = new Deaf(lines);
    new Worker(Map.of("alexnet", () -> trainer), parent, InstantSource.fixed(Instant.EPOCH))
        .serve(instructions);
  }

  /** Does not look whether it is to end, as a program of the user's may not. */
  private record Deaf(List<Line> lines) implements Trainer {
    @Override
    public Environment environment(Assignment run) {
      return Environment.of(Map.of());
    }

    @Override
    public Outcome train(Assignment run, Start start, Watcher watcher) {
      lines.forEach(line -> watcher.epochFinished(line.epoch(), line.metrics(), Map.of()));
      return new Outcome.Interrupted();
    }
  }

  private Assignment run(int holdAfter) {
    return new Assignment(
        "sweep",
        "r1",
        1,
        new Assignment.Task(
            ProgramRef.parse("alexnet"),
            Settings.NONE,
            1,
            "identity",
            FileHashes.NONE,
            new Assignment.JudgedMetric("acc", true)),
        Assignment.Checkpoints.LAST,
        folder.resolve("r1").toString(),
        Environment.of(Map.of()),
        holdAfter);
  }
}
