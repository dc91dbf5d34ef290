package dev.nightsweep.journal;

import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.Signal;
import java.io.IOException;
import java.util.Optional;

/**
 * What a worker and its parent say to each other through pipes, a line each. Native libraries and a
 * dying JVM write to standard output too, so a signal is marked, and any other line is not one.
 */
public final class Wire {
  private static final String MARK = "@nightsweep ";

  private Wire() {}

  public static String write(Signal signal) {
    return MARK + Json.write(signal);
  }

  /** The signal on that line, or empty if it is foreign text. */
  public static Optional<Signal> parseSignal(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(line.substring(MARK.length()), Signal.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public static String write(Instruction instruction) {
    return Json.write(instruction);
  }

  public static Instruction parseInstruction(String line) throws IOException {
    return Json.read(line, Instruction.class);
  }
}
