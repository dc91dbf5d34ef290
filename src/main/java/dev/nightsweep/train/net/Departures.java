package dev.nightsweep.train.net;

import java.util.List;

/**
 * Where a net departs from what it is named after.
 *
 * @param from what that is: {@code Krizhevsky et al. 2012}; empty if there is none
 */
record Departures(String from, List<ConditionalSentence> sentences) {
  static final Departures NONE = new Departures("", List.of());
}
