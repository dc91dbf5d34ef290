package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code make soak}. */
class ChaosSoakTest {
  @TempDir private Path folder;

  @Test
  void tenKillsAtRandomMomentsLoseNothingDoubleNothingAndChangeNothing() throws Exception {
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    ChaosSoak.Outcome outcome = new ChaosSoak(folder, SoakSpecs.simulated(2), 10, 1, quiet).run();
    assertThat(outcome.kills()).isEqualTo(10);
    assertThat(outcome.lines()).isPositive();
    assertThat(outcome.isClean()).as(outcome.toString()).isTrue();
  }
}
