package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.FixedSettings;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ConditionsText;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the verdicts are conditional on: how arms were tuned, how seeds were added.
 *
 * @param conditions in sentences
 * @param tables what was tried in every arm, and what each fixed setting would have claimed
 */
public record TuningView(List<String> conditions, List<Grid> tables) {

  static Optional<Section> section(SweepFacts facts) {
    TuningView view = of(facts);
    return view.conditions().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of("conditions", "What the verdict is conditional on", "conditions", view));
  }

  private static TuningView of(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    Optional<Tuning> tuning = sweep.header().tuning().filter(Tuning::isDone);
    List<Grid> tables =
        tuning.stream()
            .flatMap(
                t ->
                    Stream.concat(
                        Stream.of(candidates(facts, t), claims(facts, sweep.header())),
                        TuningBudgetView.choices(facts).stream()))
            .toList();
    return new TuningView(ConditionsText.of(facts.analysis()), tables);
  }

  private static Grid candidates(SweepFacts facts, Tuning tuning) {
    MetricDefinition metric = facts.objective();
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (Tuning.Choice choice : tuning.choices()) {
      String label = facts.sweep().arm(choice.armId()).label();
      choice
          .candidates()
          .forEach(
              c -> rows.add(candidate(label, c, metric, choice.settings().equals(c.settings()))));
    }
    return new Grid(
        "What was tried in every arm",
        List.of(
            Grid.Column.text("arm"),
            Grid.Column.text("setting"),
            Grid.Column.number("mean " + Names.metric(metric.name())),
            Grid.Column.number("runs"),
            Grid.Column.number("lost"),
            Grid.Column.text("chosen")),
        rows);
  }

  private static List<Grid.Cell> candidate(
      String label, Tuning.Candidate candidate, MetricDefinition metric, boolean chosen) {
    return List.of(
        Grid.Cell.of(label),
        Grid.Cell.of(candidate.settings().toString()),
        Grid.Cell.of(candidate.runs() == 0 ? "–" : Labels.reading(metric, candidate.mean())),
        Grid.Cell.of(Integer.toString(candidate.runs())),
        Grid.Cell.of(Integer.toString(candidate.lost())),
        Grid.Cell.of(chosen ? "chosen" : ""));
  }

  private static Grid claims(SweepFacts facts, SweepHeader header) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (FixedSettings.Fixed fixed : facts.analysis().fixedSettings()) {
      fixed.details().forEach(detail -> rows.add(claim(fixed.settings().toString(), detail)));
    }
    facts.contrasts().stream()
        .filter(d -> d.result().metric().equals(header.objective().metric()))
        .forEach(detail -> rows.add(claim("each arm's own best", detail)));
    return new Grid(
        "What each setting would have claimed, on the selection seeds, beside the verdict",
        List.of(
            Grid.Column.text("setting"),
            Grid.Column.text("contrast"),
            Grid.Column.text("verdict"),
            Grid.Column.number("difference"),
            Grid.Column.number("95 % interval"),
            Grid.Column.number("paired seeds")),
        rows);
  }

  private static List<Grid.Cell> claim(String setting, ContrastDetail detail) {
    boolean measured = detail.result().pairs() > 0;
    String indicative = detail.isIndicative() ? " (indicative)" : "";
    VerdictBadge badge = VerdictBadge.of(detail);
    return List.of(
        Grid.Cell.of(setting),
        Grid.Cell.of(detail.contrast().title()),
        Grid.Cell.styled(badge.text() + indicative, badge.style()),
        Grid.Cell.of(measured ? ContrastText.effect(detail) : "–"),
        Grid.Cell.of(ContrastText.interval(detail).orElse("–")),
        Grid.Cell.of(Numbers.plain(detail.result().pairs(), 0)));
  }
}
