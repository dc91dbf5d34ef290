package dev.nightsweep.cli.console;

import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.wording.FileNames;
import java.util.Objects;
import java.util.TreeSet;

/** What became of a sweep whose program has changed, in words. */
final class CodeText {
  private CodeText() {}

  static String of(ProgramCode before, ProgramCode now) {
    TreeSet<String> names = new TreeSet<>(before.files().keySet());
    names.removeIf(name -> Objects.equals(before.files().get(name), now.files().get(name)));
    String files = FileNames.of(names);
    if (!now.declared().equals(before.declared())) {
      return "The program has changed (%s), and the sweep goes on as if it had not (--same-code): journal, audit and page say so."
          .formatted(files);
    } else if (!now.mixed().equals(before.mixed())) {
      return "The program has changed (%s). What failed is trained by the new code, beside what the old code gave: journal, audit and page say so. --new would train all of it anew."
          .formatted(files);
    }
    return "The program has changed (%s). No run has a result of the old code that stays, so nothing is mixed."
        .formatted(files);
  }
}
