package dev.nightsweep.report;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.report.chart.Sparkline;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.SweepMark;
import dev.nightsweep.wording.TrackedText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The list of all sweeps, ready to be set. */
public record IndexPage(Style style, List<Line> lines) {

  /**
   * A sweep.
   *
   * @param link from the index to its page
   * @param note that it is simulated, or that its analysis was changed after there were results
   * @param meta its state, how many of its runs are done, when it began
   * @param sparkline finished SVG; empty for fewer than two readings
   * @param verdicts what it found; of a sweep that compares nothing, its best value
   */
  public record Line(
      String link,
      String name,
      String question,
      SweepMark note,
      List<String> meta,
      String sparkline,
      List<VerdictBadge> verdicts) {}

  static IndexPage of(List<SweepLine> sweeps, Style style) {
    return new IndexPage(style, sweeps.stream().map(IndexPage::line).toList());
  }

  private static Line line(SweepLine line) {
    SweepRecord sweep = line.sweep();
    SweepHeader header = sweep.header();
    return new Line(
        sweep.sweepId() + "/report.html",
        header.name(),
        header.question(),
        note(header),
        meta(sweep),
        sparkline(line),
        badges(line));
  }

  private static List<VerdictBadge> badges(SweepLine line) {
    SweepHeader header = line.sweep().header();
    List<VerdictBadge> verdicts =
        line.verdicts().stream()
            .filter(result -> result.metric().equals(header.objective().metric()))
            .map(VerdictBadge::of)
            .toList();
    if (!verdicts.isEmpty()) {
      return verdicts;
    }
    return List.of(
        header.contrasts().isEmpty()
            ? new VerdictBadge("v-value", "", value(line))
            : new VerdictBadge("v-no-verdict", "–", "no verdict yet"));
  }

  /** {@code best validation accuracy 0.9931}. */
  private static String value(SweepLine line) {
    MetricDefinition metric = line.metrics().get(line.sweep().header().objective().metric());
    String name = Names.metric(metric.name());
    int readings = line.readings().size();
    boolean isOver = line.sweep().state() == SweepState.COMPLETED;
    return line.best()
        .map(best -> name + (isOver ? " " : " so far ") + Labels.reading(metric, best))
        .map(said -> readings == 1 ? said : "best " + said)
        .orElse("no " + name + (isOver ? "" : " yet"));
  }

  private static List<String> meta(SweepRecord sweep) {
    return Stream.concat(
            Stream.of(Labels.word(sweep.state()), counts(sweep), Labels.time(sweep.startedAt())),
            TrackedText.taken(sweep.header()).stream())
        .toList();
  }

  private static SweepMark note(SweepHeader header) {
    SweepMark mark = SweepMark.of(header);
    return header.isPostHoc() ? mark.and(PostHocText.MARK) : mark;
  }

  private static String sparkline(SweepLine line) {
    List<Double> readings = line.readings();
    if (readings.size() < 2) {
      return "";
    }
    Objective objective = line.sweep().header().objective();
    MetricDefinition metric = line.metrics().get(objective.metric());
    String name = Names.metric(metric.name());
    String finding =
        "%s of %s, from %s to %s"
            .formatted(
                name,
                Numbers.count(readings.size(), "run"),
                Labels.reading(metric, Collections.min(readings)),
                Labels.reading(metric, Collections.max(readings)));
    return Sparkline.draw(
        "spark-" + line.sweep().sweepId(),
        name + " run by run",
        finding,
        readings,
        objective.gain(1) > 0);
  }

  private static String counts(SweepRecord sweep) {
    int bad =
        sweep.runs().entrySet().stream()
            .filter(e -> e.getKey().isBad())
            .mapToInt(Map.Entry::getValue)
            .sum();
    int stopped = sweep.count(RunState.STOPPED_EARLY);
    String done =
        "%s of %s"
            .formatted(
                sweep.count(RunState.COMPLETED) + stopped, Numbers.count(sweep.total(), "run"));
    String early = stopped == 0 ? "" : ", " + stopped + " of them ended early";
    return done + early + (bad == 0 ? "" : ", " + bad + " failed");
  }
}
