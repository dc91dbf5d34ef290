package dev.nightsweep.schedule;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says what is to be done beside all that was planned; asked on the sweep's thread. */
public interface PlanExtender {

  /** Nothing follows. */
  PlanExtender NONE = (done, cutShort) -> Optional.empty();

  /**
   * What follows.
   *
   * @param plan the whole plan from now on
   * @param stored its runs as the store has them
   */
  record Next(Plan plan, List<RunRecord> stored) {
    public Next {
      stored = List.copyOf(stored);
    }
  }

  /**
   * The plan with what can be begun while some of it is under way, which is journaled when this
   * returns; empty if there is nothing, or nothing yet. Asked whenever there is room for a run.
   *
   * @param hasEnded whether the run with that id has, for good
   */
  default Optional<Plan> meanwhile(Plan plan, Predicate<String> hasEnded) {
    return Optional.empty();
  }

  /**
   * The plan from now on, which is journaled when this returns; empty if nothing follows.
   *
   * @param done nothing of it is under way
   * @param cutShort whether some of it still waits, and is to be left out so that there is time for
   *     what follows
   */
  Optional<Next> after(Plan done, boolean cutShort);
}
