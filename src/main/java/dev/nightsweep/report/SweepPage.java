package dev.nightsweep.report;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.queries.SectionQueries;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sweep's page, ready to be set.
 *
 * @param meta when, how long, which sweep
 * @param commands to make it again
 * @param traces where the numbers come from
 * @param simulated whether no net was trained, which must be told wherever the page goes
 * @param mnist whether MNIST was used and its licence must be told
 */
public record SweepPage(
    Style style,
    String title,
    String question,
    List<String> meta,
    AnswerView answer,
    AuditView audit,
    TuningView tuned,
    SearchView search,
    EffectsView effects,
    CostsView costs,
    ImagesView images,
    InteractionsView interactions,
    ClaimsView claims,
    CurvesView curves,
    Grid times,
    ParetoView pareto,
    TimelineView timeline,
    RunsView runs,
    FailuresView failures,
    ExperimentView asked,
    ModelView model,
    EnvironmentView environment,
    List<String> commands,
    SectionQueries traces,
    boolean simulated,
    boolean mnist) {

  static SweepPage of(SweepFacts facts, Style style) {
    SweepHeader header = facts.sweep().header();
    SearchView search = SearchView.of(facts);
    return new SweepPage(
        style,
        header.name(),
        header.question(),
        meta(facts),
        AnswerView.of(facts, search.lead()),
        AuditView.of(facts),
        TuningView.of(facts),
        search,
        EffectsView.of(facts),
        CostsView.of(facts),
        ImagesView.of(facts),
        InteractionsView.of(facts),
        ClaimsView.of(facts),
        CurvesView.of(facts),
        TimesView.of(facts),
        ParetoView.of(facts),
        TimelineView.of(facts),
        RunsView.of(facts),
        FailuresView.of(facts),
        ExperimentView.of(facts),
        ModelView.of(facts),
        facts.environment(),
        commands(facts),
        new SectionQueries(facts),
        header.isSimulated(),
        usesMnist(facts.sweep()));
  }

  private static List<String> meta(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    List<String> meta = new ArrayList<>();
    meta.add(Labels.word(sweep.state()));
    sweep.startedAt().ifPresent(start -> meta.add(Labels.time(Optional.of(start))));
    lasted(facts).ifPresent(meta::add);
    meta.add(sweep.sweepId());
    return meta;
  }

  /** From start to end; of a sweep with breaks what was trained between them. */
  private static Optional<String> lasted(SweepFacts facts) {
    WorkerTimes times = WorkerTimes.of(facts.runs());
    SweepRecord sweep = facts.sweep();
    return times.hasBreaks()
        ? Optional.of(
            "%s in %d parts".formatted(Numbers.duration(times.seconds()), times.stretches().size()))
        : sweep
            .startedAt()
            .flatMap(start -> sweep.endedAt().map(end -> Duration.between(start, end)))
            .map(lasted -> Numbers.duration((double) lasted.toSeconds()));
  }

  private static List<String> commands(SweepFacts facts) {
    SweepHeader header = facts.sweep().header();
    Stream<String> checkout =
        facts.runs().stream()
            .flatMap(run -> run.environment().stream())
            .flatMap(environment -> Stream.ofNullable(environment.facts().get("git_commit")))
            .filter(commit -> commit.matches("[0-9a-f]{7,64}"))
            .distinct()
            .limit(1)
            .map(commit -> "git checkout " + commit);
    return Stream.concat(
            checkout,
            Stream.of(
                "nightsweep run %s --new".formatted(quoted(header.specFile())),
                "nightsweep report " + quoted(header.sweepId())))
        .toList();
  }

  /** An argument for a POSIX shell. */
  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9._/-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  static boolean usesMnist(SweepRecord sweep) {
    return !sweep.header().isSimulated()
        && sweep.arms().stream()
            .flatMap(arm -> arm.settings().find("dataset").stream())
            .map(Setting::text)
            .anyMatch("mnist"::equals);
  }
}
