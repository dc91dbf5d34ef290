package dev.nightsweep.engine;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Signal;
import dev.nightsweep.model.Start;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker process that trains nothing and journals as one that does: the run's id says what. */
public final class ContractWorker {
  private static final int EPOCHS = 3;

  private final Assignment run;
  private final Path folder;

  private ContractWorker(Assignment run) {
    this.run = run;
    this.folder = Path.of(run.folder());
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<ContractWorker> waiting = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Instruction instruction = Wire.parseInstruction(line);
      if (instruction instanceof Assignment run) {
        ContractWorker worker = new ContractWorker(run);
        if (!worker.act()) {
          waiting.add(worker);
        }
      } else if (instruction instanceof Instruction.Interrupt interrupt) {
        for (ContractWorker worker : waiting) {
          worker.end(new Outcome.Interrupted(), interrupt.forGood());
        }
        waiting.clear();
      }
    }
  }

  /** False if it waits to be interrupted. */
  private boolean act() throws Exception {
    System.err.println("training " + run.runId());
    System.out.println("a library's banner on standard output");
    String kind = run.runId().replaceFirst("-.*", "");
    switch (kind) {
      case "completes" -> complete();
      case "fails" -> journal(new Entry.RunEnded(run.attempt(), 0, failed(), Instant.EPOCH));
      case "exits" -> Runtime.getRuntime().halt(number());
      case "segfaults" -> writeToAddressZero();
      case "overflows" -> fillTheHeap();
      case "breaks" -> breakOff();
      case "hangs", "waits" -> {
        return false;
      }
      default -> throw new AssertionError(run.runId());
    }
    say(new Signal.Idle(run.runId()));
    return true;
  }

  private static Outcome failed() {
    return new Outcome.Failed("IllegalStateException: on purpose");
  }

  private int number() {
    return Integer.parseInt(run.runId().replaceFirst(".*-", ""));
  }

  /** From where the last checkpoint is, if there is one. */
  private void complete() throws IOException {
    Path checkpoint = folder.resolve(Assignment.LAST_CHECKPOINT);
    int done = Files.exists(checkpoint) ? Integer.parseInt(Files.readString(checkpoint)) : 0;
    train(done, EPOCHS);
    Files.writeString(folder.resolve("predictions.bin"), "guesses of " + run.runId());
    Files.deleteIfExists(checkpoint);
    journal(new Entry.RunEnded(run.attempt(), EPOCHS, failed(), Instant.EPOCH));
  }

  /** The first attempt dies after two epochs, the second one completes. */
  private void breakOff() throws IOException, InterruptedException {
    if (run.attempt() > 1) {
      complete();
      return;
    }
    train(0, 2);
    Thread.sleep(3000); // a checkpoint may travel
    Runtime.getRuntime().halt(137);
  }

  private void train(int done, int last) throws IOException {
    Start start = done == 0 ? Start.BEGINNING : Start.at(done + 1, 0);
    journal(
        new Entry.RunStarted(
            run.attempt(),
            Environment.of(Map.of("first_epoch", Integer.toString(done + 1))),
            Optional.empty(),
            start,
            Instant.EPOCH));
    for (int epoch = done + 1; epoch <= last; epoch++) {
      Map<String, Double> metrics = Map.of("validation_accuracy", epoch / 10.0);
      Files.writeString(folder.resolve(Assignment.LAST_CHECKPOINT), Integer.toString(epoch));
      journal(new Entry.EpochFinished(run.attempt(), epoch, metrics, Map.of(), Instant.EPOCH));
    }
  }

  private void end(Outcome outcome, boolean forGood) throws IOException {
    if (run.runId().startsWith("hangs")) {
      return;
    }
    System.err.println("interrupted" + (forGood ? " for good" : ""));
    journal(new Entry.RunEnded(run.attempt(), 0, outcome, Instant.EPOCH));
    say(new Signal.Idle(run.runId()));
  }

  private void journal(Entry.OfRun entry) throws IOException {
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    try (Journal journal = Journal.open(name, ResultsFolder.runJournal(folder))) {
      JournalLine line = journal.append(entry);
      say(new Signal.Journaled(run.runId(), line.seq(), entry));
    }
  }

  private static void say(Signal signal) {
    System.out.println(Wire.write(signal));
  }

  /** By reflection only: the compiler warns of that class wherever it is named. */
  private static void writeToAddressZero() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field field = unsafe.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
  }

  private static void fillTheHeap() {
    List<long[]> kept = new ArrayList<>();
    while (kept.size() < Integer.MAX_VALUE) {
      kept.add(new long[1 << 16]);
    }
  }
}
