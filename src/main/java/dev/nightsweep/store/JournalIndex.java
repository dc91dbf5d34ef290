package dev.nightsweep.store;

import dev.nightsweep.model.JournalLine;
import java.util.List;

/** What changes a store: the lines of journals, and that a sweep is forgotten. */
public interface JournalIndex {
  /**
   * Takes in a batch, whole or not at all.
   *
   * @throws RefusedLineException if a line does not fit what came before it
   * @throws StoreException if the store itself fails
   */
  void index(List<JournalLine> lines);

  /** Forgets a sweep; its journals are not touched. */
  void delete(String sweepId);
}
