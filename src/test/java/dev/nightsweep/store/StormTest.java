package dev.nightsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** More readings than the store can take. */
class StormTest {
  private static final JournalName NAME = JournalName.ofRun("sweep", "run");
  private static final int LINES = 100_000;
  private static final long ROOM = 10_000 + 5_000 + 1;

  private final AtomicLong handedOver = new AtomicLong();
  private final List<Long> indexed = Collections.synchronizedList(new ArrayList<>());
  private volatile long mostWaiting;

  @Test
  void aStormWaitsForTheStoreInBoundedRoomAndNothingIsDropped() {
    try (StoreWriter writer = new StoreWriter(new SlowStore())) {
      for (long seq = 1; seq <= LINES; seq++) {
        writer.accept(new JournalLine(NAME, seq, epoch((int) seq)));
        handedOver.incrementAndGet();
      }
      writer.flush();
    }
    assertThat(indexed).isEqualTo(LongStream.rangeClosed(1, LINES).boxed().toList());
    assertThat(mostWaiting).isPositive().isLessThanOrEqualTo(ROOM);
  }

  /** It takes its time, and notes what it is given and how much waits meanwhile. */
  private final class SlowStore implements JournalIndex {
    @Override
    public void index(List<JournalLine> lines) {
      for (JournalLine line : lines) {
        Thread.onSpinWait(); // slower than who hands over
        mostWaiting = Math.max(mostWaiting, handedOver.get() - indexed.size());
        indexed.add(line.seq());
      }
    }

    @Override
    public void delete(String sweepId) {
      throw new AssertionError("nothing is deleted here");
    }
  }

  private static Entry epoch(int epoch) {
    return new Entry.EpochFinished(
        1, epoch, Map.of("training_loss", 1.0 / epoch), Map.of(), Instant.EPOCH);
  }
}
