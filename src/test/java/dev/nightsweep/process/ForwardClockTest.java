package dev.nightsweep.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForwardClockTest {
  @Test
  void itStandsStillUntilAClockThatWasSetBackHasCaughtUp() {
    Iterator<Instant> seconds = instants(1, 5, 2, 4, 6).iterator();
    ForwardClock clock = new ForwardClock(seconds::next);
    assertThat(Stream.generate(clock::instant).limit(5))
        .containsExactlyElementsOf(instants(1, 5, 5, 5, 6));
  }

  private static List<Instant> instants(long... seconds) {
    return Arrays.stream(seconds).mapToObj(Instant::ofEpochSecond).toList();
  }
}
