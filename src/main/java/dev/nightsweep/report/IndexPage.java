package dev.nightsweep.report;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Verdict;
import dev.nightsweep.report.chart.Sparkline;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.ShortAnswer;
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
   */
  public record Line(
      String link,
      String name,
      String question,
      SweepMark note,
      List<String> meta,
      String sparkline,
      List<Badge> verdicts) {}

  /** A verdict in short. */
  public record Badge(String style, String sign, String text) {}

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
        line.verdicts().stream()
            .filter(result -> result.metric().equals(header.objective().metric()))
            .map(IndexPage::verdict)
            .toList());
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
        "%s of %s runs, from %s to %s"
            .formatted(
                name,
                readings.size(),
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
    String done =
        "%s of %s".formatted(sweep.count(RunState.COMPLETED), Numbers.count(sweep.total(), "run"));
    return bad == 0 ? done : done + ", " + bad + " failed";
  }

  private static Badge verdict(ContrastResult result) {
    Verdict verdict = ContrastText.shown(result);
    return new Badge(Labels.style(verdict), Labels.sign(verdict), ShortAnswer.of(result));
  }
}
