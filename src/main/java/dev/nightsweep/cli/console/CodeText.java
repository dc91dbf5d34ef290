package dev.nightsweep.cli.console;

import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.wording.FileNames;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What became of a sweep whose program has changed, in words. */
final class CodeText {
  private CodeText() {}

  static String of(ProgramCode before, ProgramCode now) {
    TreeSet<String> names = new TreeSet<>(before.files().keySet());
    names.removeIf(name -> Objects.equals(before.files().get(name), now.files().get(name)));
    String files = FileNames.of(names);
    boolean mixed = isMarked(names, before.mixed(), now.mixed());
    boolean mixedNow = !now.mixed().equals(before.mixed());
    if (isMarked(names, before.declared(), now.declared()) && !mixedNow) {
      return "The program has changed (%s), and the sweep goes on as if it had not (--same-code): journal, audit and page say so."
          .formatted(files);
    } else if (mixed) {
      return "The program has changed (%s). What failed is trained by the new code, beside what the old code gave: journal, audit and page say so. --new would train all of it anew."
          .formatted(files);
    }
    return "The program has changed (%s). No run has a result of the old code that stays, so nothing is mixed."
        .formatted(files);
  }

  /**
   * Whether the change is one of those: of a file that changed before the mark is there already.
   */
  private static boolean isMarked(Set<String> names, List<String> before, List<String> now) {
    return !now.equals(before) || !Collections.disjoint(names, now);
  }
}
