package dev.nightsweep.plan;

import dev.nightsweep.analysis.importance.SearchResult;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Spec;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Picks a search's winner. That it reads best of many is luck in part, so that its reading flatters
 * it; it is trained again on seeds that had no part in its being picked.
 */
public final class BestTrial {
  private BestTrial() {}

  /** The id of the arm that reads best of those that have ended; empty if none has a reading. */
  public static Optional<String> of(Plan plan, List<RunRecord> stored) {
    return SearchResult.best(plan.header().objective(), stored).map(RunRecord::armId);
  }

  /** The least from 1 that the trials are not trained with. */
  static List<Long> seeds(Spec spec) {
    List<Long> used = spec.ablation().seeds();
    return LongStream.iterate(1, seed -> seed + 1)
        .boxed()
        .filter(seed -> !used.contains(seed))
        .limit(spec.ablation().search().winnerSeeds())
        .toList();
  }
}
