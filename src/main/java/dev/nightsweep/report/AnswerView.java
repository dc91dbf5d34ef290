package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ContrastText;
import dev.nightsweep.wording.DecidingText;
import dev.nightsweep.wording.IdenticalArmsText;
import dev.nightsweep.wording.LastLookText;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.TrackedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The card that answers the question.
 *
 * @param notices what a reader must know first
 * @param states how many runs are in each state
 * @param audit what was found that bears on it
 */
public record AnswerView(
    List<Notice> notices,
    List<Finding> findings,
    List<Count> states,
    String summary,
    AuditView audit) {
  /** Of a card whose metrics have verdicts that differ. */
  private static final String MIXED = "v-mixed";

  /**
   * One contrast: verdict in words, and the numbers it rests on.
   *
   * @param style the verdict's, if it is the same on the objective and on the test set
   */
  public record Finding(
      String style, VerdictBadge badge, String sentence, String next, List<Reading> numbers) {
    public Finding {
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * A number with what it is and how sure it is; without a number, a few words.
   *
   * @param badge the verdict on it, if there is one of its own
   */
  public record Reading(String name, String figure, String detail, Optional<VerdictBadge> badge) {
    private Reading(String name, String figure, String detail) {
      this(name, figure, detail, Optional.empty());
    }
  }

  /** Runs in a state. */
  public record Count(String style, String text) {}

  static Optional<Section> section(SweepFacts facts) {
    return Optional.of(Section.of("answer", "Answer", "answer", of(facts)));
  }

  private static AnswerView of(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    List<Finding> findings = facts.byContrast().stream().map(rows -> finding(rows, sweep)).toList();
    List<Count> states = new ArrayList<>();
    sweep.runs().forEach((state, number) -> states.add(count(state, number)));
    int stuck = facts.analysis().neverLearned().size();
    if (stuck > 0) {
      states.add(new Count("bad", "%d of them %s".formatted(stuck, Names.NEVER_LEARNED)));
    }
    return new AnswerView(notices(facts), findings, states, summary(facts), AuditView.of(facts));
  }

  private static Count count(RunState state, int number) {
    return new Count(Labels.style(state), number + " " + Labels.word(state));
  }

  private static String summary(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    String runs = Numbers.count(sweep.total(), "run");
    String arms = Numbers.count(sweep.arms().size(), "arm");
    String seeds = Numbers.count(sweep.header().seeds().size(), "seed");
    return "%s: %s, %s".formatted(runs, arms, seeds);
  }

  private static Finding finding(List<ContrastDetail> rows, SweepRecord sweep) {
    ContrastDetail main = rows.get(0);
    VerdictBadge badge = VerdictBadge.of(main);
    boolean isOne =
        rows.stream()
            .filter(row -> !row.isTime() && row.result().pairs() > 0)
            .allMatch(row -> VerdictBadge.of(row).style().equals(badge.style()));
    String metric = " in " + Names.metric(main.objective().metric());
    return new Finding(
        isOne ? badge.style() : MIXED,
        isOne ? badge : new VerdictBadge(badge.style(), badge.sign(), badge.text() + metric),
        ContrastText.headline(main, sweep) + ".",
        Stream.of(
                ContrastText.next(main, sweep),
                ContrastText.same(main),
                DecidingText.explanation(main))
            .flatMap(Optional::stream)
            .map(AnswerView::asSentence)
            .collect(Collectors.joining(" ")),
        numbers(rows));
  }

  private static List<Reading> numbers(List<ContrastDetail> rows) {
    List<Reading> numbers = new ArrayList<>();
    for (ContrastDetail row : rows) {
      if (row.result().pairs() > 0) {
        numbers.add(reading(row));
      }
    }
    ContrastDetail main = rows.get(0);
    numbers.add(
        new Reading(
            "paired seeds",
            Integer.toString(main.result().pairs()),
            main.lost().isEmpty() ? "" : Names.losses(main)));
    for (ContrastDetail row : rows) {
      ContrastText.found(row)
          .map(
              found ->
                  new Reading("verdict on " + Names.metric(row.objective().metric()), "", found))
          .ifPresent(numbers::add);
    }
    return numbers;
  }

  private static Reading reading(ContrastDetail row) {
    String name = Names.metric(row.objective().metric());
    String interval = ContrastText.interval(row).map(i -> coverage(row) + i).orElse("");
    return row.machines()
        .map(
            machines ->
                new Reading(
                    name, range(machines.range()), ContrastText.count(machines), badge(row)))
        .orElseGet(() -> new Reading(name, ContrastText.effect(row), interval, badge(row)));
  }

  private static Optional<VerdictBadge> badge(ContrastDetail row) {
    return Optional.of(VerdictBadge.of(row));
  }

  private static String coverage(ContrastDetail row) {
    return row.result().isRepeated() ? "95 % over all looks " : "95 % ";
  }

  /** {@code ×1.12–1.31}: shorter than in a sentence, since figures stand side by side. */
  private static String range(Interval ratios) {
    return Numbers.ratio(ratios.low(), 2) + "–" + Numbers.plain(ratios.high(), 2);
  }

  private static List<Notice> notices(SweepFacts facts) {
    SweepHeader header = facts.sweep().header();
    List<Notice> notices = new ArrayList<>(UnfinishedNotices.givenUp(facts).stream().toList());
    if (header.isSimulated()) {
      notices.add(
          new Notice(
              "loud",
              "SIMULATED.",
              "No network was trained: every number on this page is made up by the simulator and"
                  + " says nothing about any model."));
    }
    IdenticalArmsText.of(facts.analysis())
        .forEach(said -> notices.add(new Notice("loud", "Identical readings.", said)));
    TrackedText.notice(header)
        .ifPresent(
            said ->
                notices.add(
                    new Notice(
                        "warn",
                        "Not trained here.",
                        String.join(
                            " ",
                            Stream.concat(Stream.of(said), TrackedText.conditions(header).stream())
                                .toList()))));
    PostHocText.of(header)
        .ifPresent(said -> notices.add(new Notice("loud", PostHocText.MARK + ":", said)));
    LastLookText.sentence(facts.analysis())
        .ifPresent(said -> notices.add(new Notice("warn", "Rules have changed.", said)));
    notices.addAll(UnfinishedNotices.of(facts));
    noContrast(facts).ifPresent(notices::add);
    RemarksView.notice(facts.runs()).ifPresent(notices::add);
    List<String> differing = EnvironmentView.differing(facts.runs());
    if (!differing.isEmpty()) {
      String which = "Runs of this sweep differ in " + String.join(", ", differing) + ".";
      notices.add(new Notice("warn", "Not trained alike.", which));
    }
    return notices;
  }

  private static Optional<Notice> noContrast(SweepFacts facts) {
    if (!facts.contrasts().isEmpty()) {
      return Optional.empty();
    }
    String found = SearchView.lead(facts);
    return Optional.of(
        found.isEmpty()
            ? new Notice(
                "info",
                "Nothing to compare.",
                "This sweep has no contrast, so the page shows readings and gives no verdict.")
            : new Notice("info", "A search gives no verdict.", found));
  }

  private static String asSentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }
}
