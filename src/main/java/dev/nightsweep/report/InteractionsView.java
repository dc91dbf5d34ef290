package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.Interaction;
import dev.nightsweep.analysis.contrast.SimpleEffect;
import dev.nightsweep.analysis.contrast.VarianceShare;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the factors of a full grid act on each other. */
final class InteractionsView {
  private InteractionsView() {}

  /**
   * Interactions; where one matters, the effects level by level; shares of variance. Nothing of a
   * sweep that is no full grid of two factors or more.
   */
  static Optional<Section> section(SweepFacts facts) {
    List<Interaction> interactions = facts.analysis().interactions();
    if (interactions.isEmpty()) {
      return Optional.empty();
    }
    List<Grid> tables = new ArrayList<>(List.of(interactions(interactions)));
    List<SimpleEffect> effects = facts.analysis().simpleEffects();
    if (!effects.isEmpty()) {
      tables.add(effects(effects));
    }
    tables.add(shares(facts.analysis().varianceShares()));
    tables.removeIf(table -> table.rows().isEmpty());
    return Optional.of(
        Section.plain(
            "interactions",
            "Interactions",
            PlainView.tables(note(interactions, effects), tables, "")));
  }

  private static String note(List<Interaction> interactions, List<SimpleEffect> effects) {
    if (!effects.isEmpty()) {
      return "Factors interact, so the mean effect of one over the levels of the other can mislead:"
          + " read its effects level by level.";
    }
    return interactions.stream().noneMatch(Interaction::isTested)
        ? "No interaction was tested: there are runs still to come, too few complete seeds, or no"
            + " verdict was asked for."
        : "No interaction was found: a factor's effect may be read as one number. That is no proof"
            + " that there is none.";
  }

  private static Grid interactions(List<Interaction> interactions) {
    return new Grid(
        "How much one effect depends on the other factor's level",
        List.of(
            Grid.Column.text("effect of"),
            Grid.Column.text("between"),
            Grid.Column.text("metric"),
            Grid.Column.number("difference of the effects"),
            Grid.Column.number("95 % interval"),
            Grid.Column.number("p (t)"),
            Grid.Column.number("p (Holm)"),
            Grid.Column.number("seeds"),
            Grid.Column.text("note")),
        interactions.stream()
            .filter(interaction -> interaction.pairs() > 0)
            .map(InteractionsView::row)
            .toList());
  }

  private static List<Grid.Cell> row(Interaction interaction) {
    boolean time = interaction.objective().metric().equals(Metrics.TIME);
    return List.of(
        Grid.Cell.of(side(interaction.first())),
        Grid.Cell.of(side(interaction.second())),
        Grid.Cell.of(Names.metric(interaction.objective().metric())),
        Grid.Cell.of(figure(interaction.difference(), time)),
        Grid.Cell.of(
            interaction.interval().isKnown()
                ? "[%s, %s]"
                    .formatted(
                        figure(interaction.interval().low(), time),
                        figure(interaction.interval().high(), time))
                : "–"),
        Grid.Cell.of(Numbers.probability(interaction.pT())),
        Grid.Cell.of(Numbers.probability(interaction.pHolm())),
        Grid.Cell.of(Integer.toString(interaction.pairs())),
        Grid.Cell.styled(
            interaction.matters() ? "interact" : "", interaction.matters() ? "warn" : ""));
  }

  private static String side(Interaction.Side side) {
    return "%s: %s against %s".formatted(side.factor(), side.level(), side.baseline());
  }

  private static String figure(double number, boolean ratio) {
    return ratio ? Numbers.ratio(number, 3) : Numbers.signed(number, 4);
  }

  private static Grid effects(List<SimpleEffect> effects) {
    return new Grid(
        "Effects level by level",
        List.of(
            Grid.Column.text("contrast"),
            Grid.Column.text("at"),
            Grid.Column.text("metric"),
            Grid.Column.text("verdict"),
            Grid.Column.number("effect"),
            Grid.Column.number("95 % interval"),
            Grid.Column.number("seeds")),
        effects.stream().map(InteractionsView::row).toList());
  }

  private static List<Grid.Cell> row(SimpleEffect effect) {
    ContrastDetail detail = effect.detail();
    VerdictBadge badge = VerdictBadge.of(detail);
    return List.of(
        Grid.Cell.of(detail.contrast().title()),
        Grid.Cell.of("%s %s".formatted(effect.factor(), effect.level())),
        Grid.Cell.of(Names.metric(detail.objective().metric())),
        Grid.Cell.styled(badge.text(), badge.style()),
        Grid.Cell.of(detail.result().pairs() > 0 ? ContrastText.overall(detail) : "–"),
        Grid.Cell.of(ContrastText.interval(detail).orElse("–")),
        Grid.Cell.of(Integer.toString(detail.result().pairs())));
  }

  private static Grid shares(List<VarianceShare> shares) {
    return new Grid(
        "Share of the variance that each accounts for (omega squared)",
        List.of(
            Grid.Column.text("factors"),
            Grid.Column.text("metric"),
            Grid.Column.number("share"),
            Grid.Column.number("seeds")),
        shares.stream()
            .map(
                share ->
                    List.of(
                        Grid.Cell.of(share.title()),
                        Grid.Cell.of(Names.metric(share.metric())),
                        Grid.Cell.of(Numbers.plain(share.omegaSquared(), 3)),
                        Grid.Cell.of(Integer.toString(share.seeds()))))
            .toList());
  }
}
