package dev.nightsweep.spec;

import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A spec's text with a cap that was given beside it, so that the stored spec says what is run. */
final class CappedText {
  private static final String KEY = "run_cap";
  private static final Pattern VALUE = Pattern.compile("[^\\s,#}\\]]+");

  private CappedText() {}

  /**
   * The text with that cap in the place of its own; as it is if it is no spec.
   *
   * @throws UserErrorException if its own stands where it cannot be replaced
   */
  static String of(String fileName, String text, Optional<Tree> tree, int cap) {
    if (tree.isEmpty() || !(tree.get() instanceof Entries top) || top.byKey().isEmpty()) {
      return text;
    }
    String capped =
        top.find(KEY).map(own -> replaced(text, own, cap)).orElseGet(() -> added(text, top, cap));
    Optional<Tree> read =
        TreeReader.read(fileName, capped, new Problems(fileName), new Tolerated());
    boolean good =
        read.isPresent()
            && read.get() instanceof Entries now
            && now.byKey().keySet().containsAll(top.byKey().keySet())
            && now.find(KEY).filter(e -> says(e.value(), cap)).isPresent();
    if (!good) {
      throw UserErrorException.usage(
          "%s: run_cap stands in the file in a form that --run-cap cannot replace. Maybe change it there."
              .formatted(fileName));
    }
    return capped;
  }

  private static boolean says(Tree value, int cap) {
    return value instanceof Scalar scalar && scalar.text().equals(Integer.toString(cap));
  }

  private static String replaced(String text, Entry own, int cap) {
    int start = offset(text, own.value().at());
    Matcher value = VALUE.matcher(text);
    return value.find(start) && value.start() == start
        ? text.substring(0, start) + cap + text.substring(value.end())
        : text;
  }

  /** Before the first key: on a line of its own, or behind the bracket. */
  private static String added(String text, Entries top, int cap) {
    int start = offset(text, top.at());
    if (text.startsWith("{", start)) {
      return "%s\"%s\": %d, %s"
          .formatted(text.substring(0, start + 1), KEY, cap, text.substring(start + 1));
    }
    int line = text.lastIndexOf('\n', start - 1) + 1;
    String indent = " ".repeat(text.codePointCount(line, start));
    return "%s%s: %d # --run-cap\n%s%s"
        .formatted(text.substring(0, start), KEY, cap, indent, text.substring(start));
  }

  private static int offset(String text, Place at) {
    int start = 0;
    for (int line = 1; line < at.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return Math.min(text.length(), text.offsetByCodePoints(start, at.column() - 1));
  }
}
