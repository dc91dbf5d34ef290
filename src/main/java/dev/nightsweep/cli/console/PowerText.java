package dev.nightsweep.cli.console;

import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.analysis.power.Outlook;
import dev.nightsweep.analysis.power.PairedPower;
import dev.nightsweep.analysis.power.PilotSpread;
import dev.nightsweep.app.PriorRuns;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.text.ConsoleNumbers;
import java.time.Duration;
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
 * @param ofOneSeed what each seed takes, if that is known
 */
public record PowerText(
    SweepHeader header,
    Optional<PilotSpread> spread,
    Optional<Outlook> outlook,
    Optional<Duration> ofOneSeed) {

  /**
   * From runs of before; every contrast is judged as strictly as if it were the smallest p-value of
   * all.
   */
  public static PowerText of(Plan plan, PriorRuns earlier, Optional<Duration> ofOneSeed) {
    SweepHeader header = plan.header();
    List<List<Double>> differences =
        header.contrasts().stream()
            .map(earlier::differences)
            .filter(seeds -> seeds.size() > 1)
            .toList();
    if (differences.isEmpty() || header.seeds().size() < 2) {
      return unknown(plan, ofOneSeed);
    }
    PilotSpread spread = PilotSpread.of(differences);
    double alpha = Verdicts.ALPHA / header.contrasts().size();
    return new PowerText(
        header,
        Optional.of(spread),
        Optional.of(Outlook.of(spread, header.seeds().size(), margin(header), alpha)),
        ofOneSeed);
  }

  /** With no earlier runs at all. */
  public static PowerText unknown(Plan plan, Optional<Duration> ofOneSeed) {
    return new PowerText(plan.header(), Optional.empty(), Optional.empty(), ofOneSeed);
  }

  private static OptionalDouble margin(SweepHeader header) {
    Double margin = header.margins().get(header.objective().metric());
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin);
  }

  /** Lines for people; none for a plan without verdicts. */
  public List<String> lines() {
    if (!header.judged()) {
      return List.of();
    }
    TextTable rows = outlook.map(this::found).orElseGet(this::notKnown);
    outlook.ifPresent(
        known -> margin(header).ifPresent(margin -> rows.row("margin", needs(known, margin))));
    ofOneSeed.ifPresent(
        seed -> rows.row("a seed", "takes about %s, all arms".formatted(ForecastText.words(seed))));
    return List.of(rows.toString());
  }

  private TextTable notKnown() {
    String unknown =
        "how much seeds differ is not known yet: no two seeds of these very arms were trained"
            + " here.";
    return new TextTable(
        "Seeds",
        header.tuning().isPresent()
            ? unknown + " What is compared is known once the arms are tuned."
            : unknown
                + " `nightsweep run SPEC --pilot` trains the first three, shows no verdict, and"
                + " says; they count.");
  }

  private TextTable found(Outlook known) {
    return new TextTable(
        "Seeds",
        "%d find a true difference of %s in %s in %.0f of 100 cases (%s if seeds vary as much as the %d seed%s seen allow%s)"
            .formatted(
                known.seeds(),
                ConsoleNumbers.reading(known.expected().detectable()),
                header.objective().metric(),
                100 * PairedPower.USUAL,
                ConsoleNumbers.reading(known.cautious().detectable()),
                seen(),
                seen() == 1 ? "" : "s",
                seen() == 1 ? "s" : ""));
  }

  private String needs(Outlook known, double margin) {
    return "±%s: equivalence needs %s seeds, a difference as large needs %s"
        .formatted(
            ConsoleNumbers.reading(margin),
            range(known.expected().forEquivalence(), known.cautious().forEquivalence()),
            range(known.expected().forDifference(), known.cautious().forDifference()));
  }

  /** Seeds that the spread was seen over. */
  private int seen() {
    return spread.orElseThrow().degrees() + 1;
  }

  private String range(OptionalInt expected, OptionalInt cautious) {
    String low = number(expected);
    String high = number(cautious);
    return low.equals(high) ? low : "%s (cautiously %s)".formatted(low, high);
  }

  private String number(OptionalInt seeds) {
    if (seeds.isEmpty()) {
      return "over " + PairedPower.MOST_SEEDS;
    }
    int number = seeds.getAsInt();
    return number
        + ofOneSeed
            .map(seed -> " [%s]".formatted(ForecastText.words(seed.multipliedBy(number))))
            .orElse("");
  }

  /** As data; empty while nothing is known. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    ofOneSeed.ifPresent(seed -> fields.put("seconds_per_seed", seed.toMillis() / 1000.0));
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
