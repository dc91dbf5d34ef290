package dev.nightsweep.faults;

import dev.nightsweep.cli.Signals;
import dev.nightsweep.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process that runs a sweep, and its workers, at random moments, again and again, each
 * time going on with the same command, sweep after sweep; then looks whether anything is lost,
 * there twice, stuck, or other than in a sweep to which nothing happened.
 */
final class ChaosSoak {
  /** Of the strikes, those that do not wait until the sweep is under way. */
  private static final double EARLY = 0.2;

  /** Of those asked to end, the ones that are not given the time to. */
  private static final double IMPATIENT = 0.4;

  private static final int LONGEST_PATIENCE_MILLIS = 800;

  /** Done, done with runs that diverged, Ctrl-C, and SIGTERM before anything had begun. */
  private static final Set<Integer> ASKED = Set.of(0, 3, 130, 143);

  private static final Set<Integer> DONE = Set.of(0, 3);

  private final Path folder;
  private final Path spec;
  private final SoakSweep sweep;
  private final Habits habits;
  private final int wanted;
  private final Random random;
  private final Tally tally = new Tally();

  /**
   * @param folder takes the results folders
   * @param wanted how many kills, by SIGKILL
   * @param random decides the moments and the victims
   */
  ChaosSoak(Path folder, SoakSweep sweep, Habits habits, int wanted, Random random)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.spec = Files.writeString(folder.resolve("soak.yaml"), sweep.spec());
    this.sweep = sweep;
    this.habits = habits;
    this.wanted = wanted;
    this.random = random;
  }

  Tally run(PrintStream progress) throws IOException, InterruptedException {
    tally.hangsOnTiming = sweep.hangsOnTiming();
    Path calm = folder.resolve("calm");
    long begin = System.nanoTime();
    finish(Shell.in(calm));
    tally.calm = Duration.ofNanos(System.nanoTime() - begin);
    begin = System.nanoTime();
    while (tally.kills() < wanted) {
      tally.sweeps++;
      Path results = folder.resolve("sweep-" + tally.sweeps);
      disturb(results);
      tally.took = Duration.ofNanos(System.nanoTime() - begin);
      judge(results, calm);
      progress.printf(
          Locale.ROOT, "%d of %d kills, %d sweeps%n", tally.kills(), wanted, tally.sweeps);
    }
    return tally;
  }

  private void judge(Path results, Path calm) throws IOException {
    try {
      tally.add(sweep.hangsOnTiming() ? Invariants.of(results) : Invariants.of(results, calm));
    } catch (StoreException e) {
      tally.lost.add(results + " does not open: " + e.getMessage());
    }
  }

  /** One sweep to its end, with kills until there were enough. */
  private void disturb(Path results) throws IOException, InterruptedException {
    Acknowledged acknowledged = new Acknowledged(results);
    Shell shell = Shell.in(results);
    boolean done = false;
    while (!done && tally.kills() < wanted) {
      done = sitting(shell, acknowledged);
      tally.lost.addAll(acknowledged.look());
    }
    if (!done) {
      finish(shell);
    }
    tally.lost.addAll(acknowledged.look());
    tally.lines += acknowledged.lines();
    tally.epochs += acknowledged.epochs();
  }

  /** Whether it came to the sweep's end before its owner was struck. */
  private boolean sitting(Shell shell, Acknowledged acknowledged)
      throws IOException, InterruptedException {
    Shell.Started sitting = shell.start(command());
    if (random.nextDouble() >= EARLY) {
      awaitWorkers(sitting);
    }
    while (!endsWithin(sitting, habits.longestPeaceMillis())) {
      tally.lost.addAll(acknowledged.look());
      if (random.nextDouble() < habits.owners()) {
        strikeOwner(sitting);
        return false;
      }
      killOne(sitting.workers());
      if (tally.kills() >= wanted) {
        break;
      }
    }
    requireEnd(sitting.await(), DONE);
    return true;
  }

  /** However slow a machine is to begin, most kills are to hit a sweep that is under way. */
  private static void awaitWorkers(Shell.Started sitting) throws InterruptedException {
    boolean ended = false;
    while (!ended && sitting.workers().isEmpty()) {
      ended = sitting.process().waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean endsWithin(Shell.Started sitting, int millis) throws InterruptedException {
    return sitting.process().waitFor(random.nextInt(millis), TimeUnit.MILLISECONDS);
  }

  private void strikeOwner(Shell.Started sitting) throws IOException, InterruptedException {
    if (random.nextDouble() < habits.asked()) {
      ask(sitting);
    } else {
      killOwner(sitting);
    }
  }

  private void killOwner(Shell.Started sitting) throws InterruptedException {
    if (sitting.process().isAlive()) {
      sitting.process().destroyForcibly().waitFor();
      tally.ownersKilled++;
    }
  }

  private void killOne(List<ProcessHandle> victims) {
    if (!victims.isEmpty() && victims.get(random.nextInt(victims.size())).destroyForcibly()) {
      tally.workersKilled++;
    }
  }

  /** As a machine that shuts down does it, or as a terminal: then the workers hear it, too. */
  private void ask(Shell.Started sitting) throws IOException, InterruptedException {
    ProcessHandle owner = sitting.process().toHandle();
    boolean terminal = random.nextBoolean();
    String signal = terminal ? "INT" : "TERM";
    for (ProcessHandle worker : terminal ? sitting.workers() : List.<ProcessHandle>of()) {
      Signals.reaches(signal, worker);
    }
    if (!Signals.reaches(signal, owner)) {
      return;
    }
    tally.asked++;
    if (random.nextDouble() < IMPATIENT && !endsWithin(sitting, LONGEST_PATIENCE_MILLIS)) {
      if (random.nextBoolean()) {
        killOwner(sitting);
        return;
      }
      Signals.reaches(signal, owner);
    }
    requireEnd(sitting.await(), ASKED);
  }

  private void finish(Shell shell) throws IOException, InterruptedException {
    requireEnd(shell.run(command()), DONE);
  }

  /** Nobody is to give up: workers die here more often than in any night. */
  private String[] command() {
    String often = Integer.toString(Integer.MAX_VALUE);
    List<String> command = new ArrayList<>(List.of("run", spec.toString(), "--workers", "2"));
    command.addAll(List.of("--retries", often, "--give-up-after", often));
    command.addAll(sweep.options());
    return command.toArray(String[]::new);
  }

  private void requireEnd(Shell.Ended ended, Set<Integer> codes) {
    if (!codes.contains(ended.exitCode())) {
      tally.stuck.add("a sitting ended with %d: %s".formatted(ended.exitCode(), ended.err()));
    }
  }
}
