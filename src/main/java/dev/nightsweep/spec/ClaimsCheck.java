package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks {@code ablation.claims}: what is said beforehand about the size of contrasts. */
final class ClaimsCheck {
  private static final String NAME = "ablation.claims";
  private static final Keys KEYS =
      Keys.NONE
          .with("factor", SchemaNodes.type("string"))
          .with("arm", SchemaNodes.type("string"))
          .with("level", SchemaNodes.scalar())
          .with("against", SchemaNodes.scalar())
          .with("metric", catalog -> SchemaNodes.words(catalog.metrics().comparable()))
          .with("ratio", SchemaNodes.positive())
          .with("difference", SchemaNodes.type("number"));

  private final Found found;
  private final ArmsCheck.Arms arms;
  private final DeclaredMetrics metrics;
  private final Problems problems;
  private final Expect expect;

  ClaimsCheck(Found found, ArmsCheck.Arms arms, DeclaredMetrics metrics, Problems problems) {
    this.found = found;
    this.arms = arms;
    this.metrics = metrics;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** A list of claims, each with one subject and one amount. */
  static ObjectNode schema(Catalog catalog) {
    ObjectNode claim = KEYS.fill(SchemaNodes.node(), catalog);
    claim.putArray("required").add("metric");
    ArrayNode both = claim.putArray("allOf");
    both.addObject().set("oneOf", SchemaNodes.requiring("factor", "arm"));
    both.addObject().set("oneOf", SchemaNodes.requiring("ratio", "difference"));
    return SchemaNodes.described(
        SchemaNodes.list(claim),
        "Said before the first run, then confirmed, refuted or left open.");
  }

  /** Those that can be understood. */
  List<Spec.Said> check(Tree tree) {
    List<Spec.Said> claims = new ArrayList<>();
    for (Tree item : expect.list(NAME, tree).orElse(List.of())) {
      expect
          .section("an item of " + NAME, item, KEYS.names())
          .flatMap(this::claim)
          .ifPresent(claims::add);
    }
    return claims;
  }

  private Optional<Spec.Said> claim(Entries map) {
    Optional<String> metric =
        required(map, "metric")
            .flatMap(
                e ->
                    metrics.isOpen()
                        ? expect.text("metric", e.value())
                        : expect.oneOf("metric", e.value(), metrics.comparable()));
    Optional<Entry> amount = oneOf(map, "ratio", "difference");
    Optional<Entry> subject = oneOf(map, "factor", "arm");
    if (metric.isEmpty() || amount.isEmpty() || subject.isEmpty() || !isKnown(subject.get())) {
      return Optional.empty();
    }
    boolean ratio = amount.get().key().text().equals("ratio");
    if (!ratio && metric.get().equals(Metrics.TIME)) {
      problems.add(
          amount.get().key().at(),
          "a difference of time means nothing: times of different machines differ",
          "say it as a ratio");
      return Optional.empty();
    }
    boolean named = subject.get().key().text().equals("arm");
    Optional<String> level = named ? text(subject) : text(map.find("level"));
    return number(amount.get(), ratio)
        .map(
            number ->
                new Spec.Said(
                    named ? Contrast.ARM : text(subject).orElseThrow(),
                    level,
                    text(map.find("against")),
                    metric.get(),
                    ratio ? Claim.Kind.RATIO : Claim.Kind.DIFFERENCE,
                    number));
  }

  private Optional<Entry> required(Entries map, String key) {
    Optional<Entry> entry = map.find(key);
    if (entry.isEmpty()) {
      problems.add(map.at(), "a claim needs " + key);
    }
    return entry;
  }

  /** The one of two keys that has to be there. */
  private Optional<Entry> oneOf(Entries map, String one, String other) {
    Optional<Entry> first = map.find(one);
    Optional<Entry> second = map.find(other);
    if (first.isPresent() == second.isPresent()) {
      problems.add(map.at(), "a claim needs either %s or %s".formatted(one, other));
      return Optional.empty();
    }
    return first.or(() -> second);
  }

  /** Whether there is such a factor or arm; notes it if not. */
  private boolean isKnown(Entry subject) {
    boolean named = subject.key().text().equals("arm");
    if (named && arms.byName().isEmpty()) {
      problems.add(
          subject.key().at(), "the claim is about an arm, and no arms are named", "say factor");
      return false;
    }
    return expect
        .oneOf(
            subject.key().text(), subject.value(), named ? arms.byName().keySet() : found.factors())
        .isPresent();
  }

  private Optional<String> text(Optional<Entry> entry) {
    return entry.flatMap(e -> expect.setting(e.key().text(), e.value())).map(Setting::text);
  }

  private Optional<Double> number(Entry amount, boolean ratio) {
    String name = amount.key().text();
    return ratio
        ? expect.above(0, name, amount.value(), "a number > 0")
        : expect.number(name, amount.value());
  }
}
