package dev.nightsweep.cli.console;

import dev.nightsweep.app.ImportedProgram;
import dev.nightsweep.app.PlanDiff;
import dev.nightsweep.app.PowerForecast;
import dev.nightsweep.app.ProgressLines;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.app.SweepContinuation;
import dev.nightsweep.app.SweepProgress;
import dev.nightsweep.app.SweepResult;
import dev.nightsweep.forecast.Forecast;
import dev.nightsweep.forecast.MemoryEstimate;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.schedule.SweepObserver;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ProvenanceAuditText;
import dev.nightsweep.wording.RetryAdvice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows on the console what happens in a session; its result at last. */
public final class ConsoleListener implements SessionListener {
  private final Console console;
  private final boolean json;
  private final Optional<String> onFinish;
  private final TrustQuestion trust;
  private final InstantSource clock = InstantSource.system();
  private Optional<ProgressBars> bars = Optional.empty();

  /**
   * @param json whether the result is printed as JSON
   * @param onFinish a shell command that gets the result as JSON, if there is one
   * @param trusting whether what imported sweeps name may be started, and their readings be reused
   */
  public ConsoleListener(
      Console console, boolean json, Optional<String> onFinish, boolean trusting) {
    this.console = console;
    this.json = json;
    this.onFinish = onFinish;
    this.trust = new TrustQuestion(console, trusting);
  }

  /** Shows messages only; there will be no result. */
  public static ConsoleListener ofMessages(Console console) {
    return new ConsoleListener(console, false, Optional.empty(), false);
  }

  @Override
  public boolean trusts(ImportedProgram program) {
    return trust.agrees(program);
  }

  @Override
  public boolean trustsImportedReadings() {
    return trust.trusted();
  }

  @Override
  public void specWarning(String warning) {
    console.message("warning: " + warning);
  }

  @Override
  public void memoryShort(MemoryEstimate need, int workers, boolean asked) {
    console.message(MemoryText.of(need, workers, asked));
  }

  @Override
  public void planned(Plan plan, int workers) {
    console.message(PlanText.of(plan, workers));
  }

  @Override
  public void dataRemark(String remark) {
    console.message("data set " + remark);
  }

  @Override
  public void planChanged(PlanDiff change) {
    console.message(PlanText.of(change));
  }

  @Override
  public void seedsWillBeAdded(SeedRule rule) {
    console.message(PlanText.of(rule));
  }

  @Override
  public void continuesImported(SweepRecord sweep) {
    console.message(
        "%s was imported: what it holds was trained elsewhere. --new starts one of your own."
            .formatted(sweep.sweepId()));
  }

  @Override
  public void continued(SweepContinuation sweep) {
    String again =
        sweep.again() == 0
            ? ""
            : " %s that failed %s trained again."
                .formatted(Numbers.count(sweep.again(), "run"), sweep.again() == 1 ? "is" : "are");
    console.message(
        "Going on with %s: %d of %s finished.%s"
            .formatted(
                sweep.sweepId(),
                sweep.finished(),
                Numbers.count(sweep.total(), "run is", "runs are"),
                again));
  }

  @Override
  public void nameIsTaken(String taken, String name) {
    console.message(
        "Another file's sweep is called %s here, so that of this spec is %s. With a `name:` in the spec it has one of its own."
            .formatted(taken, name));
  }

  @Override
  public void codeChanged(ProgramCode before, ProgramCode now) {
    console.message(CodeText.of(before, now));
  }

  @Override
  public void codeUnknown(SweepRecord sweep) {
    console.message(
        "The code of %s is not known: %s. See to it yourself that its program stays as it is."
            .formatted(sweep.sweepId(), ProvenanceAuditText.WHY_CODE_IS_UNKNOWN));
  }

  @Override
  public void otherProcessors(List<String> others, String here) {
    console.message(
        "Runs of it were trained on another processor (%s; here: %s). Run all arms of a seed on the same machine; `audit` says where their times disagree."
            .formatted(String.join("; ", others), here));
  }

  @Override
  public void timingSamples(int samples, Duration expected) {
    console.message(
        "Timing %s of run, about %s; the timings are kept, and --no-calibrate does without …"
            .formatted(
                Numbers.count(samples, "kind"), Numbers.duration((double) expected.toSeconds())));
  }

  @Override
  public void samplesFailed(String cause) {
    console.message("A kind of run could not be timed: " + cause);
  }

  @Override
  public void timingsNotKept(String cause) {
    console.message("The timings are not kept for next time: %s.".formatted(cause));
  }

  @Override
  public void forecast(Forecast forecast) {
    ForecastText text = new ForecastText(forecast);
    console.message(text.of(clock));
    text.warning().ifPresent(console::message);
  }

  @Override
  public void runsReused(int reused, int runs) {
    console.message(
        "%d of %s trained before with the same settings, seed, data and library: their results are reused. --no-reuse trains them again."
            .formatted(reused, Numbers.count(runs, "run was", "runs were")));
  }

  /** Bars on a terminal, else lines. */
  @Override
  public SweepObserver training(SweepProgress progress) {
    if (!console.isTerminal()) {
      return new ProgressLines(progress, clock, console::message);
    }
    ProgressBars shown = new ProgressBars(progress, console, clock);
    bars = Optional.of(shown);
    return shown;
  }

  @Override
  public void trained() {
    bars.ifPresent(ProgressBars::close);
    bars.ifPresent(shown -> shown.remarks().forEach(console::message));
    bars = Optional.empty();
  }

  @Override
  public void searchExhausted(int trials) {
    console.message("No further point is found: the search ends after %d.".formatted(trials));
  }

  @Override
  public void armsTuned(Plan compared, boolean cutShort) {
    if (cutShort) {
      console.message("The deadline leaves no time for more tuning.");
    }
    TuningText.choices(compared).forEach(console::message);
  }

  @Override
  public void winnerFound(Plan plan, String armId, boolean cutShort) {
    if (cutShort) {
      console.message("The deadline leaves no time for more trials.");
    }
    int seeds = plan.header().search().orElseThrow().winnerSeeds().size();
    console.message(
        "Best is %s: trained again on %s."
            .formatted(plan.arm(armId).label(), Numbers.count(seeds, "fresh seed")));
  }

  @Override
  public void seedAdded(Plan plan, SeedRule rule) {
    List<Long> seeds = plan.header().seeds();
    int before = seeds.size() - 1;
    console.message(
        "Not settled after %s: seed %d is added (at most %d in all)%s."
            .formatted(
                Numbers.count(before, "seed"),
                seeds.get(before),
                rule.cap(),
                leftOut(plan, seeds.get(before))));
  }

  /** The arms of which nothing is to be settled any more. */
  private static String leftOut(Plan plan, long seed) {
    Set<String> trained =
        plan.runs(PlannedRun.Phase.COMPARISON).stream()
            .filter(run -> run.seed() == seed)
            .map(PlannedRun::armId)
            .collect(Collectors.toSet());
    List<String> others =
        plan.arms().stream().filter(arm -> !trained.contains(arm.armId())).map(Arm::label).toList();
    return others.isEmpty() ? "" : "; not trained further: " + String.join(", ", others);
  }

  @Override
  public void readingsRepeated(Map<String, Integer> readings) {
    readings.forEach(
        (sweepId, number) ->
            console.message(
                "Of them %d %s part of an earlier verdict, that of %s; the audit will say so."
                    .formatted(number, number == 1 ? "was" : "were", sweepId)));
  }

  @Override
  public void seedsAreFresh(List<Long> seeds) {
    console.message(
        "The seeds are fresh, from %d on: earlier sweeps have used those before, which would give the same readings again. --same-seeds takes them."
            .formatted(seeds.get(0)));
  }

  @Override
  public void finishedBefore(SweepRecord sweep) {
    console.message(
        "%s is finished already; this is its stored result. `--new` starts another sweep of the same spec, on fresh seeds.%s"
            .formatted(sweep.sweepId(), RetryAdvice.behind(sweep)));
  }

  @Override
  public void ended(SweepResult result) {
    ResultText text = new ResultText(result);
    if (json) {
      console.result(Json.pretty(text.fields()));
    } else {
      text.lines().forEach(console::result);
    }
    CompletionNotifier notifier = new CompletionNotifier(console);
    notifier.say(result.sweep().sweepId(), result.sweep().state());
    onFinish.ifPresent(command -> notifier.tell(command, Json.pretty(text.fields())));
  }

  @Override
  public void piloted(PowerForecast power) {
    new PowerText(power).lines().forEach(console::message);
  }

  @Override
  public void refused(String sweepId, String reason) {
    console.message("%s was queued and is not run: %s".formatted(sweepId, reason));
  }

  @Override
  public void leftWaiting(String sweepId) {
    console.message(
        "%s was queued and has not begun: `nightsweep resume %s`.".formatted(sweepId, sweepId));
  }
}
