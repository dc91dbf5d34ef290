package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.serve.OwnerCommands.Queued;
import dev.nightsweep.serve.OwnerCommands.Steered;
import dev.nightsweep.serve.OwnerCommands.Wish;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteeringTextTest {
  @ParameterizedTest
  @EnumSource(Wish.class)
  void namesTheSweepAndHowItGoesOn(Wish wish) {
    assertThat(SteeringText.of(wish, new Steered("lrn-1", 3)))
        .startsWith("lrn-1 ")
        .contains("`nightsweep resume`");
  }

  @Test
  void saysHowManyRunsAStoppingSweepStillTrains() {
    assertThat(SteeringText.of(Wish.STOP, new Steered("lrn-1", 3))).contains("3 runs under way");
  }

  /** A page has a button that resumes a paused sweep, and shows no marks of a shell. */
  @ParameterizedTest
  @EnumSource(Wish.class)
  void tellsReadersOfAPageWhatToDoThere(Wish wish) {
    assertThat(SteeringText.onPage(wish, new Steered("lrn-1", 1)))
        .doesNotContain("`", "1 runs")
        .contains(wish == Wish.PAUSE ? "Press Resume" : "command: nightsweep resume");
  }

  @Test
  void saysWhereAQueuedSweepWillRunAndBehindWhich() {
    Queued queued = new Queued("lrn-2", false, Optional.of("lrn-1"));
    assertThat(SteeringText.of(queued, 4711))
        .startsWith("Queued lrn-2 in process 4711, behind lrn-1.");
    assertThat(SteeringText.of(new Queued("lrn-2", false, Optional.empty()), 4711))
        .startsWith("Queued lrn-2 in process 4711. ");
  }

  @Test
  void saysThatAPausedSweepGoesOn() {
    OwnerCommands.Queued resumed = new Queued("lrn-1", true, Optional.empty());
    assertThat(SteeringText.of(resumed, 4711)).isEqualTo("lrn-1 goes on.");
  }
}
