package dev.nightsweep.cli.console;

import dev.nightsweep.app.ProgressLines;
import dev.nightsweep.app.RunLabels;
import dev.nightsweep.app.SweepProgress;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.RunState;
import dev.nightsweep.schedule.SweepObserver;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.text.TerminalText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Moving bars on a terminal: one for the sweep, one for every run under way. */
final class ProgressBars implements SweepObserver, AutoCloseable {
  private static final int STEPS = 1000;
  private static final int CELLS = 24;
  private static final int REFRESH_MILLIS = 500;

  private final RunLabels labels;
  private final SweepProgress progress;
  private final InstantSource clock;
  private final ProgressBar sweep;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Slot> byRun = new HashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private int remarked;

  /** A bar, and the run it shows. */
  private static final class Slot {
    private final ProgressBar bar;
    private String label = "idle";
    private boolean taken;

    Slot(ProgressBar bar) {
      this.bar = bar;
    }
  }

  ProgressBars(SweepProgress progress, Console console, InstantSource clock) {
    this.labels = progress.labels();
    this.progress = progress;
    this.clock = clock;
    this.sweep = bar(console);
    for (int i = 0; i < progress.slots(); i++) {
      slots.add(new Slot(bar(console)));
    }
  }

  @Override
  public void close() {
    slots.forEach(slot -> slot.bar.close());
    sweep.close();
  }

  @Override
  public void sweepStarted(List<PlannedRun> left, int total) {
    showSweep();
  }

  @Override
  public void runStarted(PlannedRun run, int attempt, int worker) {
    Slot slot = slots.stream().filter(s -> !s.taken).findFirst().orElseThrow();
    slot.taken = true;
    slot.label = labels.of(run) + (attempt > 1 ? " (attempt " + attempt + ")" : "");
    slot.bar.stepTo(0);
    slot.bar.setExtraMessage(slot.label);
    byRun.put(run.runId(), slot);
    showSweep();
  }

  @Override
  public void runProgressed(PlannedRun run, int epoch, long done, long of) {
    Slot slot = byRun.get(run.runId());
    if (slot != null) {
      slot.bar.stepTo(STEPS * done / Math.max(1, of));
    }
    showSweep();
  }

  @Override
  public void epochFinished(PlannedRun run, int epoch, Map<String, Double> metrics) {
    Slot slot = byRun.get(run.runId());
    if (slot != null) {
      slot.bar.setExtraMessage(
          "%s  epoch %s  %s"
              .formatted(slot.label, labels.epoch(run, epoch), labels.reading(metrics)));
    }
  }

  @Override
  public void runRemarked(PlannedRun run, String message) {
    if (++remarked <= RemarkTable.MAX_REMARKS) {
      remarks.add("%s: %s".formatted(labels.of(run), message));
    }
  }

  /** What is to be told when the bars are gone. */
  List<String> remarks() {
    List<String> told = new ArrayList<>(remarks);
    if (remarked > RemarkTable.MAX_REMARKS) {
      told.add(RemarkTable.more(remarked).strip());
    }
    return told;
  }

  @Override
  public void attemptEnded(PlannedRun run, int attempt, RunState state, String cause) {
    Slot slot = byRun.remove(run.runId());
    if (slot != null) {
      slot.taken = false;
      slot.bar.setExtraMessage("%s  %s".formatted(slot.label, state.name()));
    }
    showSweep();
  }

  private void showSweep() {
    sweep.stepTo(Math.round(STEPS * progress.share()));
    String best =
        progress
            .best()
            .map(b -> "  best %s (%s)".formatted(Numbers.reading(b.reading()), labels.of(b.run())))
            .orElse("");
    sweep.setExtraMessage(
        "%d/%d runs  %s%s"
            .formatted(
                progress.finished(),
                progress.total(),
                ProgressLines.finishTime(progress, clock.instant()),
                best));
  }

  private static ProgressBar bar(Console console) {
    return new ProgressBarBuilder()
        .setInitialMax(STEPS)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setRenderer(ProgressBars::render)
        // Without a width of ours the library opens the terminal through JLine, which gives Ctrl-C
        // back to the system: the process would die without a word.
        .setConsumer(
            new InteractiveConsoleProgressBarConsumer(console.terminal(), console.columns()))
        .build();
  }

  private static String render(ProgressState state, int width) {
    int filled = (int) Math.round(CELLS * state.getNormalizedProgress());
    String text =
        "%s%s %3d%%  %s"
            .formatted(
                "█".repeat(filled),
                "░".repeat(CELLS - filled),
                Math.round(100 * state.getNormalizedProgress()),
                state.getExtraMessage());
    String line = TerminalText.line(text);
    // Padded, so that nothing of a longer line before it is left standing.
    String padded = line + " ".repeat(Math.max(0, width - line.length()));
    return padded.substring(0, Math.max(0, width));
  }
}
