package dev.nightsweep.process;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a failure means, in a sentence for people: no stack trace, and no bare path. */
public final class FailureText {
  private FailureText() {}

  public static String of(Throwable failure) {
    return ofTheMachine(failure).orElseGet(() -> message(failure));
  }

  /** What the machine is short of shows in many ways, and one is as good as the other. */
  private static Optional<String> ofTheMachine(Throwable failure) {
    String said = "";
    for (Throwable cause : causes(failure)) {
      said += " " + cause;
    }
    if (said.contains("Too many open files")) {
      return Optional.of(
          "This process may not open enough files (`ulimit -n`); let it open 1024. "
              + name(failure));
    }
    if (said.contains("NoClassDefFoundError") || said.contains("ClassNotFoundException")) {
      return Optional.of(
          "A part of Nightsweep cannot be loaded. Either a file of it is missing, or this process may not open enough files (`ulimit -n`). "
              + name(failure));
    }
    if (failure instanceof OutOfMemoryError) {
      return Optional.of(
          "Memory ran out (%d MB of Java heap%s). NIGHTSWEEP_OPTS=-Xmx2g allows for 2 GB."
              .formatted(
                  maxMegabytes(), said.contains("native thread") ? ", no more threads" : ""));
    }
    if (failure instanceof StackOverflowError) {
      return Optional.of("It is nested too deeply. " + name(failure));
    }
    return Optional.empty();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static String name(Throwable failure) {
    return "(" + failure + ")";
  }

  private static String message(Throwable failure) {
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + " " + problem(file) + ".";
    }
    return failure.getMessage() == null || failure instanceof Error
        ? failure.toString()
        : failure.getMessage();
  }

  private static String problem(FileSystemException file) {
    if (file instanceof NoSuchFileException) {
      return "does not exist";
    }
    return file instanceof AccessDeniedException
        ? "may not be read or written"
        : "cannot be used: "
            + file.getClass()
                .getSimpleName()
                .replace("Exception", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
  }

  /** How much heap this process may have. */
  public static long maxMegabytes() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }
}
