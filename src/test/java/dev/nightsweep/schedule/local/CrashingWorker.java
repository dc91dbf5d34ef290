package dev.nightsweep.schedule.local;

import dev.nightsweep.journal.Wire;
import dev.nightsweep.model.Assignment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A worker process that dies of its first run; the run's id says of what. */
final class CrashingWorker {
  private CrashingWorker() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Assignment run = (Assignment) Wire.parseInstruction(in.readLine());
    switch (run.runId()) {
      case "writes-to-address-zero" -> writeToAddressZero();
      case "fills-the-heap" -> fillTheHeap();
      default -> throw new AssertionError(run.runId());
    }
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
