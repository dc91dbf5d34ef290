package dev.nightsweep.report;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Data sets whose licence asks that a page that shows of them names who made them. */
final class Licences {
  private static final Map<String, String> SENTENCES =
      new TreeMap<>(
          Map.of(
              "mnist",
              "MNIST was made by Yann LeCun, Corinna Cortes and Christopher J. C. Burges from images of NIST, and is licensed under CC BY-SA 3.0 (creativecommons.org/licenses/by-sa/3.0).",
              "kmnist",
              "KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others), doi:10.20676/00000341, is licensed under CC BY-SA 4.0 (creativecommons.org/licenses/by-sa/4.0)."));

  private Licences() {}

  /** What to say of the data sets that nets were trained on. */
  static List<String> of(SweepRecord sweep) {
    if (sweep.header().isSimulated()) {
      return List.of();
    }
    List<String> trainedOn =
        sweep.arms().stream()
            .flatMap(arm -> arm.settings().find("dataset").stream())
            .map(Setting::text)
            .toList();
    return SENTENCES.entrySet().stream()
        .filter(sentence -> trainedOn.contains(sentence.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
