package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.MachineHeterogeneity;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Is a level's price in time the same on all machines that the seeds were trained on? */
final class MachineCheck {
  private MachineCheck() {}

  static List<Finding> of(Records records) {
    return records.details().stream()
        .flatMap(time -> time.machines().map(m -> finding(time.contrast(), m)).stream())
        .toList();
  }

  private static Finding finding(Contrast contrast, MachineHeterogeneity machines) {
    String ratios =
        machines.shares().stream().map(MachineCheck::ratio).collect(Collectors.joining(", "));
    return new Finding(
        Severity.WARNING,
        "machines",
        List.of(),
        "The time ratio of %s is not the same on all machines: %s; they differ in %s."
            .formatted(
                contrast.title(), ratios, String.join(", ", machines.facts()).replace('_', ' ')),
        "Quote the ratio of each machine; the one over all seeds is a mean of unlike machines.");
  }

  private static String ratio(MachineHeterogeneity.Share share) {
    return "%s with %s (%s)"
        .formatted(
            Numbers.ratio(share.ratio(), 2),
            Numbers.count(share.seeds().size(), "seed"),
            share.machine());
  }
}
