package dev.nightsweep.publish.export;

import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.LastLookText;
import dev.nightsweep.wording.MethodsText;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.SearchText;
import dev.nightsweep.wording.SimulationNotice;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sweep as Markdown, for a pull request. */
public final class MarkdownExport {
  private final StoredSweep stored;
  private final SweepRecord sweep;

  public MarkdownExport(StoredSweep stored) {
    this.stored = stored;
    this.sweep = stored.analysis().sweep();
  }

  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + escaped(sweep.header().name()));
    if (!sweep.header().question().isBlank()) {
      lines.addAll(List.of("", "> " + escaped(sweep.header().question())));
    }
    SimulationNotice.of(sweep.header()).ifPresent(n -> lines.addAll(List.of("", "**" + n + "**")));
    TrackedText.notice(sweep.header())
        .ifPresent(said -> lines.addAll(List.of("", "**" + escaped(said) + "**")));
    PostHocText.of(sweep.header())
        .ifPresent(
            said ->
                lines.addAll(List.of("", "**%s**: %s".formatted(PostHocText.MARK, escaped(said)))));
    LastLookText.lines(stored.analysis())
        .forEach(said -> lines.addAll(List.of("", "**%s**".formatted(escaped(said)))));
    lines.add("");
    stored.answers().forEach(said -> lines.add("- " + escaped(said.strip())));
    if (sweep.header().isSearch()) {
      SearchText.of(stored.analysis())
          .lines()
          .forEach(said -> lines.add("- " + escaped(said.strip())));
    }
    lines.addAll(table());
    MethodsText.sentence(stored.analysis())
        .ifPresent(said -> lines.addAll(List.of("", escaped(said))));
    lines.add("");
    lines.add(
        "%s: %s of %s. Made by `nightsweep report --format md %s`."
            .formatted(
                escaped(sweep.sweepId()),
                sweep.finished(),
                Numbers.count(sweep.total(), "run") + " finished",
                sweep.sweepId()));
    return String.join("\n", lines);
  }

  private List<String> table() {
    List<ContrastResult> results = stored.current();
    if (results.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    boolean posterior = results.stream().anyMatch(result -> result.posterior().isKnown());
    lines.add(
        "| contrast | metric | verdict | difference | 95 % interval | p (Holm) | seeds |"
            + (posterior ? " P(worse) | P(equivalent) | P(better) |" : ""));
    lines.add("|---|---|---|---:|---:|---:|---:|" + (posterior ? "---:|---:|---:|" : ""));
    results.forEach(result -> lines.add(row(result) + (posterior ? posterior(result) : "")));
    if (results.stream().anyMatch(ContrastResult::isRepeated)) {
      lines.addAll(List.of("", ContrastText.OVER_LOOKS));
    }
    return lines;
  }

  private static String row(ContrastResult result) {
    String between =
        "%s: %s against %s".formatted(result.factor(), result.level(), result.baseline());
    boolean ratio = result.metric().equals(Metrics.TIME);
    ContrastResult.Difference told = result.reported();
    return List.of(
            escaped(between),
            escaped(Names.metric(result.metric())),
            escaped(result.byLevel().orElse(result.verdict().text()))
                + result.pFailures().map(p -> ", by failures").orElse(""),
            effect(told.mean(), ratio),
            "[%s, %s]".formatted(effect(told.low(), ratio), effect(told.high(), ratio)),
            Numbers.probability(result.pFailures().orElse(result.pHolm())),
            result.pairs() + result.foundAt().map(", found at %d"::formatted).orElse(""))
        .stream()
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String posterior(ContrastResult result) {
    ContrastResult.Posterior chances = result.posterior();
    return Stream.of(chances.worse(), chances.equivalent(), chances.better())
        .map(Numbers::probability)
        .collect(Collectors.joining(" | ", " ", " |"));
  }

  private static String effect(double effect, boolean ratio) {
    return Double.isFinite(effect)
        ? (ratio ? "×" + Numbers.plain(effect, 2) : Numbers.signed(effect, 4))
        : "–";
  }

  /** Names are text, not markup. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_|#\\[\\]])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("\\R", " ");
  }
}
