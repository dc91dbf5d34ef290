package dev.nightsweep.store;

import dev.nightsweep.model.JournalLine;
import java.util.ArrayList;
import java.util.List;

/** Brings lines from journals that may be damaged into a store. */
public final class JournalReplay {
  private static final int BATCH_LINES = 5_000;

  private JournalReplay() {}

  /**
   * Indexes all lines but those that the store refuses, and returns why it refuses them.
   *
   * @throws StoreException if the store itself fails
   */
  public static List<String> index(Store store, List<JournalLine> lines) {
    List<String> refusals = new ArrayList<>();
    for (int start = 0; start < lines.size(); start += BATCH_LINES) {
      List<JournalLine> batch = lines.subList(start, Math.min(start + BATCH_LINES, lines.size()));
      try {
        store.index(batch);
      } catch (RefusedLineException e) {
        batch.forEach(line -> indexAlone(store, line, refusals));
      }
    }
    return refusals;
  }

  private static void indexAlone(Store store, JournalLine line, List<String> refusals) {
    try {
      store.index(List.of(line));
    } catch (RefusedLineException e) {
      refusals.add(e.getMessage());
    }
  }
}
