package dev.nightsweep.engine.local;

import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A worker process that trains nothing: the run's id says what it does. */
final class FakeWorker {
  private FakeWorker() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Instruction instruction = Wire.parseInstruction(line);
      if (instruction instanceof Assignment run) {
        act(run);
      } else if (instruction instanceof Instruction.Interrupt interrupt) {
        say(new Signal.Idle(interrupt.runId()));
      }
    }
  }

  private static void act(Assignment run) {
    System.err.println("training " + run.runId());
    System.out.println("a library's banner on standard output");
    if (run.runId().startsWith("exits-")) {
      Runtime.getRuntime().halt(Integer.parseInt(run.runId().substring("exits-".length())));
    }
    if (run.runId().startsWith("completes")) {
      say(new Signal.Progress(run.runId(), 1, 1, 2));
      say(new Signal.Idle(run.runId()));
    }
    if (run.runId().startsWith("ends-after")) {
      say(new Signal.Idle(run.runId()));
      Runtime.getRuntime().halt(0);
    }
  }

  private static void say(Signal signal) {
    System.out.println(Wire.write(signal));
  }
}
