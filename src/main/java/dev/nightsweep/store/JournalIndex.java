package dev.nightsweep.store;

import dev.nightsweep.model.JournalLine;
import java.util.List;

/** Takes in the lines of journals: all that a {@link StoreWriter} needs to know of a store. */
public interface JournalIndex {
  /**
   * Takes in a batch, whole or not at all.
   *
   * @throws RefusedLineException if a line does not fit what came before it
   * @throws StoreException if the store itself fails
   */
  void index(List<JournalLine> lines);
}
