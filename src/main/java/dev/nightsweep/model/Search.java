package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;

/**
 * What a search tries, and what becomes of the point that reads best.
 *
 * @param parameters what is varied, in alphabetical order
 * @param trials how many points are tried
 * @param winnerSeeds on which the winner is trained again: none of them is the trials'; may be
 *     empty
 * @param winner the id of the arm that reads best of all trials, once that is known
 */
public record Search(
    List<Searched> parameters, int trials, List<Long> winnerSeeds, Optional<String> winner) {
  public Search {
    parameters = List.copyOf(parameters);
    winnerSeeds = List.copyOf(winnerSeeds);
  }

  /** How many runs there will be beside the trials, once the winner is known. */
  int toCome() {
    return winner.isEmpty() ? winnerSeeds.size() : 0;
  }

  /** The same, with that winner. */
  public Search wonBy(String armId) {
    return new Search(parameters, trials, winnerSeeds, Optional.of(armId));
  }

  /** The same where nothing is trained again. */
  public Search withoutWinner() {
    return new Search(parameters, trials, List.of(), Optional.empty());
  }
}
