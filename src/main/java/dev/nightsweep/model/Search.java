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

  /** How many trials a Bayesian search has under way at most, whatever the number of workers. */
  public static final int AT_ONCE = 4;

  /** The seeds of the winner's runs that are not planned yet. */
  List<Long> winnersToCome() {
    return winner.isEmpty() ? winnerSeeds : List.of();
  }

  /** How many runs there will be beside those trials. */
  int toCome(int planned) {
    return trials - planned + winnersToCome().size();
  }

  /** The same, with no more trials than those. */
  public Search endedAfter(int planned) {
    return new Search(parameters, planned, winnerSeeds, winner);
  }

  /** The same, with that winner. */
  public Search wonBy(String armId) {
    return new Search(parameters, trials, winnerSeeds, Optional.of(armId));
  }

  /** The same where the winner is not known yet, and will be trained again on those. */
  public Search withWinnerOn(List<Long> seeds) {
    return new Search(parameters, trials, seeds, Optional.empty());
  }

  /** The same where nothing is trained again. */
  public Search withoutWinner() {
    return new Search(parameters, trials, List.of(), Optional.empty());
  }
}
