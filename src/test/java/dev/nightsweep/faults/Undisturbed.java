package dev.nightsweep.faults;

import dev.nightsweep.app.EngineChoice;
import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.app.SessionLimits;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.app.SessionOptions;
import dev.nightsweep.model.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Sweeps to which nothing happens: they train in threads of this process. */
final class Undisturbed {
  private static final SessionOptions OPTIONS =
      new SessionOptions(
          OptionalInt.of(2),
          new EngineChoice("threads", Optional.empty(), Map.of(), Optional.empty()),
          SessionLimits.DEFAULT,
          false,
          true,
          false,
          Optional.empty(),
          false);

  private Undisturbed() {}

  /** Runs a spec of the simulator that has no worker crash, to its end. */
  static void run(Path spec, Path results) throws IOException, InterruptedException {
    Spec read = Nightsweep.spec(spec.getFileName().toString(), Files.readString(spec));
    try (Nightsweep nightsweep = Nightsweep.open(results)) {
      nightsweep.run(read, OPTIONS, SessionListener.NONE);
    }
  }
}
