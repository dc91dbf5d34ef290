package dev.nightsweep.cli.console;

import dev.nightsweep.analysis.power.Outlook;
import dev.nightsweep.analysis.power.PairedPower;
import dev.nightsweep.app.PowerForecast;
import dev.nightsweep.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What planned seeds can tell, in words. */
public record PowerText(PowerForecast power) {

  /** Lines for people; none for a plan without verdicts. */
  public List<String> lines() {
    if (!power.header().judged()) {
      return List.of();
    }
    TextTable rows = power.outlook().map(this::found).orElseGet(this::notKnown);
    power
        .outlook()
        .ifPresent(known -> power.margin().ifPresent(m -> rows.row("margin", needs(known, m))));
    power
        .ofOneSeed()
        .ifPresent(
            seed ->
                rows.row("a seed", "takes about %s, all arms".formatted(ForecastText.words(seed))));
    return List.of(rows.toString());
  }

  private TextTable notKnown() {
    String unknown =
        "how much seeds differ is not known yet: no two seeds of these very arms were trained"
            + " here.";
    return new TextTable(
        "Seeds",
        power.header().tuning().isPresent()
            ? unknown + " What is compared is known once the arms are tuned."
            : unknown
                + " `nightsweep run SPEC --pilot` trains three seeds and reports the required"
                + " number, without a verdict; the sweep goes on from there, or is started anew"
                + " with that many fresh seeds (--new).");
  }

  private TextTable found(Outlook known) {
    return new TextTable(
        "Seeds",
        "%d find a true difference of %s in %s in %.0f of 100 cases (%s if seeds vary as much as the %s seen allow%s)"
            .formatted(
                known.seeds(),
                Numbers.reading(known.expected().detectable()),
                power.header().objective().metric(),
                100 * PairedPower.USUAL,
                Numbers.reading(known.cautious().detectable()),
                Numbers.count(seen(), "seed"),
                seen() == 1 ? "s" : ""));
  }

  private String needs(Outlook known, double margin) {
    return "±%s: equivalence needs %s seeds, a difference as large needs %s"
        .formatted(
            Numbers.reading(margin),
            range(known.expected().forEquivalence(), known.cautious().forEquivalence()),
            range(known.expected().forDifference(), known.cautious().forDifference()));
  }

  /** Seeds that the spread was seen over. */
  private int seen() {
    return power.spread().orElseThrow().degrees() + 1;
  }

  private String range(OptionalInt expected, OptionalInt cautious) {
    String low = number(expected);
    String high = number(cautious);
    return low.equals(high) ? low : "%s (cautiously %s)".formatted(low, high);
  }

  private String number(OptionalInt seeds) {
    if (seeds.isEmpty()) {
      return "over " + PairedPower.MAX_SEEDS;
    }
    int number = seeds.getAsInt();
    return number
        + power
            .ofOneSeed()
            .map(seed -> " [%s]".formatted(ForecastText.words(seed.multipliedBy(number))))
            .orElse("");
  }

  /** As data; empty while nothing is known. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    power.ofOneSeed().ifPresent(seed -> fields.put("seconds_per_seed", seed.toMillis() / 1000.0));
    power
        .spread()
        .ifPresent(
            known -> {
              fields.put("deviation", known.deviation());
              fields.put("degrees_of_freedom", known.degrees());
            });
    power
        .outlook()
        .ifPresent(
            known -> {
              fields.put("expected", known.expected());
              fields.put("cautious", known.cautious());
            });
    return fields;
  }
}
