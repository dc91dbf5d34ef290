package dev.nightsweep.publish;

import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import java.util.List;

/**
 * A look as its sweep's journal tells of it, and as the readings that it was taken at give it.
 *
 * @param line which line of the journal it is
 * @param computed its rows as the readings give them
 * @param differences between what is told and what is given; none where all is well
 */
public record JournaledLook(
    long line,
    Entry.LookTaken taken,
    List<ContrastResult> computed,
    List<LookDifference> differences) {
  public JournaledLook {
    computed = List.copyOf(computed);
    differences = List.copyOf(differences);
  }

  public boolean isContradicted() {
    return !differences.isEmpty();
  }
}
