package dev.nightsweep.intake;

import dev.nightsweep.model.Ids;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.text.NearestWord;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Sentences that say why runs are not taken in, and what to do. */
final class Refusal {
  private static final int MAX_SHOWN = 8;

  private Refusal() {}

  static UserErrorException of(String sentence) {
    return UserErrorException.usage(sentence);
  }

  /** That there is nothing of that name, with those that there are. */
  static UserErrorException unknown(String what, String name, Collection<String> known) {
    String maybe =
        NearestWord.of(name, known).map(n -> " Maybe %s.".formatted(shown(n))).orElse("");
    return of(
        "There is no %s “%s”.%s There %s %s."
            .formatted(
                what,
                shown(name),
                maybe,
                known.size() == 1 ? "is" : "are",
                known.isEmpty() ? "none" : list(known)));
  }

  /** The first of them, and how many there are beside. */
  static String list(Collection<String> items) {
    List<String> first = items.stream().limit(MAX_SHOWN).map(Refusal::shown).toList();
    String more =
        items.size() > MAX_SHOWN ? " and %,d more".formatted(items.size() - MAX_SHOWN) : "";
    return first.stream().collect(Collectors.joining(", ")) + more;
  }

  static String shown(String text) {
    return Ids.shown(text);
  }
}
