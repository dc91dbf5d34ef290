package dev.nightsweep.cli;

import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.analysis.power.Outlook;
import dev.nightsweep.analysis.power.PairedPower;
import dev.nightsweep.analysis.power.PilotSpread;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What planned seeds can tell, in words.
 *
 * @param outlook empty while nothing is known of how much seeds differ
 * @param spread what it rests on
 */
record PowerText(SweepHeader header, Optional<PilotSpread> spread, Optional<Outlook> outlook) {

  /**
   * From runs of before; every contrast is judged as strictly as if it were the smallest p-value of
   * all.
   */
  static PowerText of(Plan plan, EarlierRuns earlier) {
    SweepHeader header = plan.header();
    List<List<Double>> differences =
        header.contrasts().stream()
            .map(earlier::differences)
            .filter(seeds -> seeds.size() > 1)
            .toList();
    if (differences.isEmpty() || header.seeds().size() < 2) {
      return unknown(plan);
    }
    PilotSpread spread = PilotSpread.of(differences);
    double alpha = Verdicts.ALPHA / header.contrasts().size();
    return new PowerText(
        header,
        Optional.of(spread),
        Optional.of(Outlook.of(spread, header.seeds().size(), margin(header), alpha)));
  }

  /** With no earlier runs at all. */
  static PowerText unknown(Plan plan) {
    return new PowerText(plan.header(), Optional.empty(), Optional.empty());
  }

  private static OptionalDouble margin(SweepHeader header) {
    Double margin = header.margins().get(header.objective().metric());
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }

  /** Lines for people; none for a plan without verdicts. */
  List<String> lines() {
    if (!header.judged()) {
      return List.of();
    } else if (outlook.isEmpty()) {
      return List.of(
          "Seeds     how much seeds differ is not known yet: no two seeds of these very arms were trained here."
              + " Stop this sweep after some seeds and plan again; no verdict is shown before the planned seeds are complete.");
    }
    Outlook known = outlook.get();
    TextTable rows =
        new TextTable(
            "Seeds",
            "%d find a true difference of %s in %s in %.0f of 100 cases (%s if seeds vary as much as the %d seed%s seen allow%s)"
                .formatted(
                    known.seeds(),
                    Numbers.reading(known.expected().detectable()),
                    header.objective().metric(),
                    100 * PairedPower.USUAL,
                    Numbers.reading(known.cautious().detectable()),
                    seen(),
                    seen() == 1 ? "" : "s",
                    seen() == 1 ? "s" : ""));
    margin(header)
        .ifPresent(
            margin ->
                rows.row(
                    "margin",
                    "±%s: equivalence needs %s seeds, a difference as large needs %s"
                        .formatted(
                            Numbers.reading(margin),
                            range(
                                known.expected().forEquivalence(),
                                known.cautious().forEquivalence()),
                            range(
                                known.expected().forDifference(),
                                known.cautious().forDifference()))));
    return List.of(rows.toString());
  }

  /** Seeds that the spread was seen over. */
  private int seen() {
    return spread.orElseThrow().degrees() + 1;
  }

  private static String range(OptionalInt expected, OptionalInt cautious) {
    String low = number(expected);
    String high = number(cautious);
    return low.equals(high) ? low : "%s (cautiously %s)".formatted(low, high);
  }

  private static String number(OptionalInt seeds) {
    return seeds.isPresent()
        ? Integer.toString(seeds.getAsInt())
        : "over " + PairedPower.MOST_SEEDS;
  }

  /** As data; empty while nothing is known. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    spread.ifPresent(
        known -> {
          fields.put("deviation", known.deviation());
          fields.put("degrees_of_freedom", known.degrees());
        });
    outlook.ifPresent(
        known -> {
          fields.put("expected", known.expected());
          fields.put("cautious", known.cautious());
        });
    return fields;
  }
}
