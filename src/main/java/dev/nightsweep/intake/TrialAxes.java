package dev.nightsweep.intake;

import dev.nightsweep.model.Searched;
import dev.nightsweep.model.Searched.Scale;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What runs without pairs vary, as a search has it: by what was tried, since no space is known. */
final class TrialAxes {
  /** More words than that are names. */
  private static final int MAX_WORDS = 100;

  /** From so large a ratio on, numbers were most likely drawn on a log scale. */
  private static final double LOG_RATIO = 100;

  private static final int MIN_NUMBERS = 3;
  private static final int SHOWN = 6;

  private TrialAxes() {}

  /** In alphabetical order; without parameters that are a name of every run. */
  static List<Searched> of(Set<Settings> arms) {
    Set<String> names = new TreeSet<>();
    arms.forEach(arm -> names.addAll(arm.byName().keySet()));
    List<Searched> axes = new ArrayList<>();
    for (String name : names) {
      Set<Setting> tried = new LinkedHashSet<>();
      arms.forEach(arm -> tried.add(arm.get(name)));
      tried.remove(VaryingParameters.NOT_SET);
      boolean isName =
          tried.size() > MAX_WORDS || (tried.size() > SHOWN && tried.size() == arms.size());
      if (areNumbers(tried)) {
        axes.add(numbers(name, tried));
      } else if (!isName) {
        axes.add(new Searched(name, Scale.CATEGORIES, words(tried)));
      }
    }
    return axes;
  }

  private static boolean areNumbers(Set<Setting> tried) {
    return tried.size() >= MIN_NUMBERS
        && tried.stream().allMatch(s -> s instanceof Setting.Whole || s instanceof Setting.Real);
  }

  private static Searched numbers(String name, Set<Setting> tried) {
    DoubleSummaryStatistics range =
        tried.stream().mapToDouble(s -> ((Number) s.raw()).doubleValue()).summaryStatistics();
    boolean log = range.getMin() > 0 && range.getMax() / range.getMin() >= LOG_RATIO;
    String text =
        "%s…%s were tried%s"
            .formatted(
                Setting.of(range.getMin()).text(),
                Setting.of(range.getMax()).text(),
                log ? ", log scale" : "");
    return new Searched(name, log ? Scale.LOG : Scale.LINEAR, text);
  }

  private static String words(Set<Setting> tried) {
    return tried.stream().limit(SHOWN).map(Setting::text).collect(Collectors.joining(", "))
        + (tried.size() > SHOWN ? ", …" : "");
  }
}
