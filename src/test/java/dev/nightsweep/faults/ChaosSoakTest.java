package dev.nightsweep.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of {@code make soak}. */
@Tag("faults")
class ChaosSoakTest {
  @TempDir private Path folder;

  @Test
  void tenKillsAtRandomMomentsLoseNothingDoubleNothingAndChangeNothing() throws Exception {
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Habits habits = new Habits(0.5, 0.4, 1500);
    Tally tally =
        new ChaosSoak(folder, SoakSweep.of(SoakSpecs.simulated(2, 0.1)), habits, 10, new Random(1))
            .run(quiet);
    assertThat(tally.kills()).isEqualTo(10);
    assertThat(tally.ownersKilled).isPositive();
    assertThat(tally.workersKilled).isPositive();
    assertThat(tally.asked).isPositive();
    assertThat(tally.epochs).isPositive();
    assertThat(tally.isClean()).as(tally.toString()).isTrue();
  }

  /** A search at fixed points comes to its table, and no search takes a decision back. */
  @ParameterizedTest
  @ValueSource(strings = {"bayes, hyperband, synchronous", "bayes, hyperband"})
  void aSearchThatIsKilledKeepsItsDecisions(String name) throws Exception {
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    SoakSweep search = SoakSpecs.searches().get(name);
    Tally tally =
        new ChaosSoak(folder, search, new Habits(0.5, 0.2, 1500), 5, new Random(1)).run(quiet);
    assertThat(tally.kills()).isEqualTo(5);
    assertThat(tally.isClean()).as(tally.toString()).isTrue();
  }
}
