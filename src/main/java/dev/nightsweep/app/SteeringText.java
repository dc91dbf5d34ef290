package dev.nightsweep.app;

import dev.nightsweep.serve.OwnerCommands;
import dev.nightsweep.text.Numbers;

/** What will become of a sweep that was steered or queued, in a sentence. */
public final class SteeringText {
  private SteeringText() {}

  /** After a running sweep was asked for something. */
  public static String of(OwnerCommands.Wish wish, OwnerCommands.Steered steered) {
    return switch (wish) {
      case STOP ->
          "%s stops when its %s under way %s done. `nightsweep resume` goes on later."
              .formatted(
                  steered.sweepId(),
                  Numbers.count(steered.underWay(), "run"),
                  steered.underWay() == 1 ? "is" : "are");
      case CANCEL ->
          "%s ends now; its runs leave checkpoints. `nightsweep resume` goes on later."
              .formatted(steered.sweepId());
      case PAUSE -> "%s is paused; `nightsweep resume` goes on.".formatted(steered.sweepId());
    };
  }

  /** The same for readers of its page, which has a button that resumes a paused sweep. */
  public static String onPage(OwnerCommands.Wish wish, OwnerCommands.Steered steered) {
    String later = " To continue it later, run the command: nightsweep resume";
    return switch (wish) {
      case STOP ->
          (steered.underWay() == 1
                  ? "It stops when the run under way has ended."
                  : "It stops when the %d runs under way have ended.".formatted(steered.underWay()))
              + later;
      case CANCEL -> "It ends now; its runs keep their checkpoints." + later;
      case PAUSE -> "It is paused. Press Resume to continue.";
    };
  }

  /**
   * After a sweep was queued or resumed.
   *
   * @param pid the process that has it now
   */
  public static String of(OwnerCommands.Queued queued, long pid) {
    return queued.resumed()
        ? "%s goes on.".formatted(queued.sweepId())
        : "Queued %s in process %d%s. It runs there, with that process's options; `nightsweep status` shows it."
            .formatted(
                queued.sweepId(),
                pid,
                queued.behind().map(sweepId -> ", behind " + sweepId).orElse(""));
  }
}
