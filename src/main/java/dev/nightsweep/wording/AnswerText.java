package dev.nightsweep.wording;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.SimpleEffect;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a sweep answers, in sentences for the console. */
public final class AnswerText {
  private final SweepAnalysis analysis;
  private final SweepRecord sweep;

  public AnswerText(SweepAnalysis analysis) {
    this.analysis = analysis;
    this.sweep = analysis.sweep();
  }

  /**
   * What the audit found that should be read first; for every contrast the verdict with its numbers
   * and cost, and the test set's word on it; then what all that is conditional on.
   */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    analysis.findings().stream()
        .filter(Finding::isAlarm)
        .map(finding -> FindingText.of(finding).line())
        .forEach(sentences::add);
    sentences.addAll(verdicts().values());
    analysis.contrasts().forEach(detail -> sentences.addAll(explanations(detail)));
    analysis.claims().forEach(claim -> sentences.add(ClaimText.sentence(claim)));
    if (!sweep.header().contrasts().isEmpty()) {
      levelByLevel().forEach(effect -> sentences.add(atLevel(effect)));
      sentences.addAll(ConditionsText.of(analysis));
    }
    return sentences;
  }

  /** What shows that a verdict and the interval beside it do not contradict each other. */
  private static List<String> explanations(ContrastDetail detail) {
    String about =
        "%s, %s: ".formatted(detail.contrast().title(), Names.metric(detail.objective().metric()));
    return Stream.of(ContrastText.same(detail), DecidingText.explanation(detail))
        .flatMap(Optional::stream)
        .map(text -> about + text + ".")
        .toList();
  }

  /** For every contrast its verdict, and the test set's word on it. */
  public Map<ContrastResult, String> verdicts() {
    Map<ContrastResult, String> sentences = new LinkedHashMap<>();
    for (Contrast contrast : sweep.header().contrasts()) {
      String metric = sweep.header().objective().metric();
      detail(contrast, metric)
          .ifPresent(
              d ->
                  sentences.put(
                      d.result(),
                      ContrastText.answer(
                          d, detail(contrast, Metrics.TIME), cost(contrast), sweep)));
      analysis
          .testTwin()
          .flatMap(twin -> detail(contrast, twin))
          .filter(twin -> twin.result().pairs() > 0)
          .ifPresent(
              twin ->
                  sentences.put(
                      twin.result(),
                      "  On the test set: %s; %s."
                          .formatted(ContrastText.numbers(twin), ContrastText.reach(twin))));
    }
    return sentences;
  }

  /** Where factors interact on what the sweep is judged by: one mean effect would mislead. */
  private List<SimpleEffect> levelByLevel() {
    String metric = sweep.header().objective().metric();
    return analysis.simpleEffects().stream()
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
    return analysis.costs().stream().filter(c -> c.contrast().equals(contrast)).findFirst();
  }

  private Optional<ContrastDetail> detail(Contrast contrast, String metric) {
    return analysis.contrasts().stream()
        .filter(d -> d.contrast().equals(contrast) && d.result().metric().equals(metric))
        .findFirst();
  }
}
