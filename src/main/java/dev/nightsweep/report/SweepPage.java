package dev.nightsweep.report;

import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.SweepMark;
import dev.nightsweep.wording.TrackedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A sweep's page, ready to be set.
 *
 * @param meta when, how long, which sweep
 * @param mark that no net was trained, or none here: it must be told wherever the page goes
 * @param licences of data sets, to be told
 * @param data for the page's script
 */
public record SweepPage(
    Style style,
    String title,
    String question,
    List<String> meta,
    SweepMark mark,
    List<String> licences,
    List<Section> sections,
    PackedData data) {

  /** All sections there are, in this order; one that has nothing to show of a sweep is left out. */
  private static final List<Function<SweepFacts, Optional<Section>>> SECTIONS =
      List.of(
          AnswerView::section,
          SearchView::section,
          ClaimsView::section,
          TuningView::section,
          TuningBudgetView::section,
          EffectsView::section,
          CostsView::section,
          ImagesView::section,
          InteractionsView::section,
          CurvesView::section,
          TimesView::section,
          RunsView::section,
          AuditView::section,
          FailuresView::section,
          ExperimentView::section,
          EnvironmentView::section,
          RepeatView::section);

  static SweepPage of(SweepFacts facts, Map<String, List<SectionQuery>> queries, Style style) {
    SweepHeader header = facts.sweep().header();
    return new SweepPage(
        style,
        header.name(),
        header.question(),
        meta(facts),
        SweepMark.of(header),
        Licences.of(facts.sweep()),
        SECTIONS.stream()
            .flatMap(section -> section.apply(facts).stream())
            .map(section -> section.with(queries.getOrDefault(section.id(), List.of())))
            .toList(),
        PackedData.of(facts));
  }

  private static List<String> meta(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    List<String> meta = new ArrayList<>();
    meta.add(Labels.word(sweep.state()));
    sweep.startedAt().ifPresent(start -> meta.add(Labels.time(Optional.of(start))));
    lasted(facts).ifPresent(meta::add);
    TrackedText.taken(sweep.header()).ifPresent(meta::add);
    meta.add(sweep.sweepId());
    return meta;
  }

  /** From start to end; of a sweep with breaks what was trained between them. */
  private static Optional<String> lasted(SweepFacts facts) {
    WorkerTimes times = WorkerTimes.of(facts.runs());
    SweepRecord sweep = facts.sweep();
    return times.hasBreaks()
        ? Optional.of(
            "%s in %s"
                .formatted(
                    Numbers.duration(times.seconds()),
                    Numbers.count(times.stretches().size(), "part")))
        : sweep
            .startedAt()
            .flatMap(start -> sweep.endedAt().map(end -> Duration.between(start, end)))
            .filter(lasted -> !lasted.isNegative()) // a clock may have been set back meanwhile
            .map(lasted -> Numbers.duration((double) lasted.toSeconds()));
  }
}
