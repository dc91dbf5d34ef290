package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ArmChoice;
import dev.nightsweep.analysis.contrast.TunedContrast;
import dev.nightsweep.analysis.contrast.TuningBudget;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.report.chart.CurveLine;
import dev.nightsweep.report.chart.CurvesPlot;
import dev.nightsweep.report.chart.Figure;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ChoiceText;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What tuning with fewer settings would have given, and how sure the choices are. */
final class TuningBudgetView {
  private static final String NOTE =
      "The best of that many settings, drawn at random from all that were tried; bands are 95 %"
          + " intervals over the selection seeds, with the variance of all arms together. Where"
          + " lines cross, the answer depends on how much one tunes.";

  private TuningBudgetView() {}

  static Optional<Section> section(SweepFacts facts) {
    List<ArmChoice> arms = facts.analysis().armChoices();
    List<CurveLine> lines =
        IntStream.range(0, Math.min(arms.size(), CurveLine.MAX_LINES))
            .mapToObj(i -> line(i, label(facts, arms.get(i)), arms.get(i).budget()))
            .toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<CurvesView.Entry> legend =
        lines.stream()
            .map(line -> new CurvesView.Entry(CurvesPlot.swatch(line), line.label()))
            .toList();
    CurvesView view =
        new CurvesView(List.of(panel(facts, lines)), legend, NOTE, budgets(facts, arms));
    return Optional.of(Section.of("budget", "Validation against tuning budget", "curves", view));
  }

  private static CurveLine line(int place, String label, List<TuningBudget> budget) {
    return new CurveLine(
        place,
        label,
        budget.stream()
            .map(
                b ->
                    new CurveLine.Span(
                        b.settings(),
                        b.interval().isKnown() ? b.interval().low() : b.expected(),
                        b.expected(),
                        b.interval().isKnown() ? b.interval().high() : b.expected(),
                        b.settings()))
            .toList());
  }

  private static Figure panel(SweepFacts facts, List<CurveLine> lines) {
    MetricDefinition metric = facts.objective();
    String name = Names.metric(metric.name());
    String finding = "What each arm is expected to reach with the best of that many settings.";
    CurvesPlot.Panel panel =
        new CurvesPlot.Panel(
            "budget-" + metric.name(),
            name,
            "Expected %s against the number of settings tried".formatted(name),
            finding,
            new CurvesPlot.Scale(false, metric.isFraction()),
            "settings tried");
    return new Figure(CurvesPlot.draw(lines, panel), "", finding);
  }

  private static Grid budgets(SweepFacts facts, List<ArmChoice> arms) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (ArmChoice arm : arms) {
      for (TuningBudget budget : arm.budget()) {
        rows.add(
            Grid.row(
                label(facts, arm),
                Integer.toString(budget.settings()),
                reading(facts, budget.expected()),
                budget.interval().isKnown()
                    ? "[%s, %s]"
                        .formatted(
                            reading(facts, budget.interval().low()),
                            reading(facts, budget.interval().high()))
                    : "–"));
      }
    }
    return new Grid(
        "The same numbers",
        List.of(
            Grid.Column.text("arm"),
            Grid.Column.number("settings tried"),
            Grid.Column.number("expected best"),
            Grid.Column.number("95 % interval")),
        rows);
  }

  /** Tables of how sure the choices are, and of what that means for the contrasts. */
  static List<Grid> choices(SweepFacts facts) {
    return facts.analysis().armChoices().isEmpty()
        ? List.of()
        : List.of(
            alternatives(facts, facts.analysis().armChoices()),
            contrasts(facts.analysis().tunedContrasts()));
  }

  private static Grid alternatives(SweepFacts facts, List<ArmChoice> arms) {
    List<List<Grid.Cell>> rows = new ArrayList<>();
    for (ArmChoice arm : arms) {
      for (ArmChoice.Alternative other : arm.others()) {
        rows.add(
            Grid.row(
                label(facts, arm),
                arm.chosen().toString(),
                other.settings().toString(),
                Numbers.signed(other.lead(), Numbers.decimals(other.lead())),
                ChoiceText.percent(other.probability()),
                ChoiceText.regret(other.regret())));
      }
    }
    return new Grid(
        "How sure the choices are, by the selection seeds",
        List.of(
            Grid.Column.text("arm"),
            Grid.Column.text("chosen"),
            Grid.Column.text("other setting"),
            Grid.Column.number("lead of the choice"),
            Grid.Column.number("chance that the other is truly better"),
            Grid.Column.number("expected regret")),
        rows);
  }

  private static Grid contrasts(List<TunedContrast> tuned) {
    return new Grid(
        "Differences with the choice of settings as a source of variance",
        List.of(
            Grid.Column.text("contrast"),
            Grid.Column.number("difference"),
            Grid.Column.number("95 % interval, at the chosen settings"),
            Grid.Column.number("95 % interval, with the choice"),
            Grid.Column.text("leans on the choice")),
        tuned.stream()
            .map(
                t ->
                    Grid.row(
                        t.detail().contrast().title(),
                        ContrastText.effect(t.detail()),
                        ContrastText.interval(t.detail()).orElse("–"),
                        ChoiceText.withChoice(t).orElse("–"),
                        t.leansOnChoice() ? "yes" : ""))
            .toList());
  }

  private static String label(SweepFacts facts, ArmChoice arm) {
    return facts.sweep().arm(arm.armId()).label();
  }

  private static String reading(SweepFacts facts, double reading) {
    return Labels.reading(facts.objective(), reading);
  }
}
