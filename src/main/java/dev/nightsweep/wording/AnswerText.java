package dev.nightsweep.wording;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.ClaimResult;
import dev.nightsweep.analysis.contrast.Claims;
import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Interactions;
import dev.nightsweep.analysis.contrast.SimpleEffect;
import dev.nightsweep.analysis.contrast.SimpleEffects;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.export.ContrastJson;
import dev.nightsweep.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a sweep answers, in sentences for the console. */
public final class AnswerText {
  private final SweepRecord sweep;
  private final List<ContrastDetail> details;
  private final List<ContrastCost> costs;
  private final List<String> conditions;
  private final List<Finding> findings;
  private final List<SimpleEffect> levelEffects;
  private final List<ClaimResult> claims;
  private final int bad;

  public AnswerText(Publisher publisher, SweepRecord sweep) {
    this.sweep = sweep;
    boolean asked = !sweep.header().contrasts().isEmpty();
    Evidence evidence = publisher.evidence(sweep.sweepId());
    this.conditions = asked ? publisher.conditions(evidence) : List.of();
    this.levelEffects = asked ? levelByLevel(evidence) : List.of();
    this.claims = Claims.judge(evidence);
    this.bad =
        (int)
            evidence.comparisonRuns().stream()
                .filter(run -> sweep.header().isBad(run.phase(), run.state()))
                .count();
    this.findings = publisher.audit(evidence);
    this.details = asked ? Verdicts.details(evidence, sweep.looks() + 1) : List.of();
    this.costs = asked ? publisher.costs(evidence) : List.of();
  }

  /** What was said when it ended; while it runs, and of older sweeps, what is to be said now. */
  public static List<String> said(Store store, Publisher publisher, SweepRecord sweep) {
    List<String> said = sweep.isLookedThrough() ? store.said(sweep.sweepId()) : List.of();
    return said.isEmpty() ? new AnswerText(publisher, sweep).sentences() : said;
  }

  /** The rows of the next look. */
  public List<ContrastResult> rows() {
    return details.stream().map(ContrastDetail::result).toList();
  }

  /** Of the runs that arms are compared by, those that failed, crashed, timed out or diverged. */
  public int badRuns() {
    return bad;
  }

  public List<Finding> findings() {
    return findings;
  }

  /** What is measured of every contrast on each of its metrics. */
  public List<ContrastJson> effects() {
    return details.stream().map(ContrastJson::of).toList();
  }

  public List<ClaimResult> claims() {
    return claims;
  }

  /**
   * What the audit found that should be read first; for every contrast the verdict with its numbers
   * and cost, and the test set's word on it; then what all that is conditional on.
   */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    findings.stream().filter(Finding::isAlarm).map(AuditText::line).forEach(sentences::add);
    for (Contrast contrast : sweep.header().contrasts()) {
      String metric = sweep.header().objective().metric();
      Optional<ContrastDetail> detail = detail(contrast, metric);
      detail.ifPresent(
          d ->
              sentences.add(
                  ContrastText.answer(d, detail(contrast, Metrics.TIME), cost(contrast), sweep)));
      detail(contrast, Metrics.testTwin(metric))
          .filter(twin -> !Metrics.testTwin(metric).equals(metric))
          .filter(twin -> twin.result().pairs() > 0)
          .ifPresent(
              twin -> sentences.add("  On the test set: " + ContrastText.numbers(twin) + "."));
    }
    claims.forEach(claim -> sentences.add(Claims.sentence(claim)));
    levelEffects.forEach(effect -> sentences.add(atLevel(effect)));
    sentences.addAll(conditions);
    return sentences;
  }

  /** Where factors interact on what the sweep is judged by: one mean effect would mislead. */
  private static List<SimpleEffect> levelByLevel(Evidence evidence) {
    String metric = evidence.sweep().header().objective().metric();
    return SimpleEffects.of(evidence, Interactions.of(evidence), 1).stream()
        .filter(effect -> effect.detail().objective().metric().equals(metric))
        .toList();
  }

  private static String atLevel(SimpleEffect effect) {
    return "  %s and %s interact; at %s=%s: %s: %s."
        .formatted(
            effect.detail().contrast().factor(),
            effect.factor(),
            effect.factor(),
            effect.level(),
            ContrastText.verdict(effect.detail()),
            ContrastText.numbers(effect.detail()));
  }

  private Optional<ContrastCost> cost(Contrast contrast) {
    return costs.stream().filter(c -> c.contrast().equals(contrast)).findFirst();
  }

  private Optional<ContrastDetail> detail(Contrast contrast, String metric) {
    return details.stream()
        .filter(d -> d.contrast().equals(contrast) && d.result().metric().equals(metric))
        .findFirst();
  }
}
