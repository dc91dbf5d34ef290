package dev.nightsweep.faults;

import dev.nightsweep.journal.ResultsFolder;
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
import java.util.concurrent.TimeUnit;

/**
 * Kills the process that runs a sweep and its workers with SIGKILL at random moments, again and
 * again, each time going on with the same command, sweep after sweep; then looks whether anything
 * is lost, there twice, stuck, or other than in a sweep to which nothing happened.
 */
final class ChaosSoak {
  private static final double OWNERS = 0.3;
  private static final double EARLY = 0.2;
  private static final int LONGEST_PEACE_MILLIS = 1500;

  private final Path folder;
  private final Path spec;
  private final Random random;
  private final int wanted;
  private final PrintStream progress;
  private final List<String> lost = new ArrayList<>();
  private final List<String> duplicates = new ArrayList<>();
  private final List<String> stuck = new ArrayList<>();
  private final List<String> different = new ArrayList<>();
  private int owners;
  private int workers;
  private int sweeps;
  private long lines;

  /**
   * @param folder takes the results folders
   * @param wanted how many kills
   * @param seed of the moments and the victims
   */
  ChaosSoak(Path folder, String spec, int wanted, long seed, PrintStream progress)
      throws IOException {
    this.folder = folder;
    this.spec = Files.writeString(folder.resolve("soak.yaml"), spec);
    this.wanted = wanted;
    this.random = new Random(seed);
    this.progress = progress;
  }

  /** What happened, and what did not hold. */
  record Outcome(
      int owners,
      int workers,
      int sweeps,
      long lines,
      List<String> lost,
      List<String> duplicates,
      List<String> stuck,
      List<String> different,
      Duration took) {

    int kills() {
      return owners + workers;
    }

    boolean isClean() {
      return lost.isEmpty() && duplicates.isEmpty() && stuck.isEmpty() && different.isEmpty();
    }

    String markdown() {
      return """
          | kills | of owners | of workers | sweeps | journal lines | lost | twice | stuck | different | seconds |
          |---|---|---|---|---|---|---|---|---|---|
          | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |"""
          .formatted(
              kills(),
              owners,
              workers,
              sweeps,
              lines,
              lost.size(),
              duplicates.size(),
              stuck.size(),
              different.size(),
              took.toSeconds());
    }
  }

  Outcome run() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Path calm = folder.resolve("calm");
    finish(Shell.in(calm));
    while (owners + workers < wanted) {
      sweeps++;
      Path results = folder.resolve("sweep-" + sweeps);
      disturb(results);
      judge(results, calm);
      progress.printf(Locale.ROOT, "%d of %d kills, %d sweeps%n", owners + workers, wanted, sweeps);
    }
    return new Outcome(
        owners,
        workers,
        sweeps,
        lines,
        lost,
        duplicates,
        stuck,
        different,
        Duration.ofNanos(System.nanoTime() - begin));
  }

  private void judge(Path results, Path calm) throws IOException {
    try {
      Invariants found = Invariants.of(results, calm);
      lost.addAll(found.lost());
      duplicates.addAll(found.duplicates());
      stuck.addAll(found.stuck());
      different.addAll(found.different());
    } catch (StoreException e) {
      lost.add(results + " does not open: " + e.getMessage());
    }
  }

  /** One sweep to its end, with kills until there were enough. */
  private void disturb(Path results) throws IOException, InterruptedException {
    Acknowledged acknowledged = new Acknowledged(results);
    Shell shell = Shell.in(results);
    boolean done = false;
    while (!done && owners + workers < wanted) {
      done = sitting(shell, acknowledged);
    }
    if (!done) {
      finish(shell);
    }
    lost.addAll(acknowledged.look());
    lines += acknowledged.lines();
  }

  /** Whether it came to the sweep's end before its owner was killed. */
  private boolean sitting(Shell shell, Acknowledged acknowledged)
      throws IOException, InterruptedException {
    Shell.Started sitting = shell.start(command());
    Process owner = sitting.process();
    if (random.nextDouble() >= EARLY) {
      awaitWorkers(sitting);
    }
    while (!owner.waitFor(random.nextInt(LONGEST_PEACE_MILLIS), TimeUnit.MILLISECONDS)) {
      lost.addAll(acknowledged.look());
      if (random.nextDouble() < OWNERS) {
        owner.destroyForcibly().waitFor();
        owners++;
        return false;
      }
      killOne(sitting.workers());
      if (owners + workers >= wanted) {
        break;
      }
    }
    requireEnd(sitting.await());
    return true;
  }

  /** However slow a machine is to begin, most kills are to hit a sweep that is under way. */
  private static void awaitWorkers(Shell.Started sitting) throws InterruptedException {
    boolean ended = false;
    while (!ended && sitting.workers().isEmpty()) {
      ended = sitting.process().waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private void killOne(List<ProcessHandle> victims) {
    if (!victims.isEmpty() && victims.get(random.nextInt(victims.size())).destroyForcibly()) {
      workers++;
    }
  }

  private void finish(Shell shell) throws IOException, InterruptedException {
    requireEnd(shell.run(command()));
  }

  /** Nobody is to give up: workers die here more often than in any night. */
  private String[] command() {
    String often = Integer.toString(Integer.MAX_VALUE);
    return new String[] {
      "run", spec.toString(), "--workers", "2", "--retries", often, "--give-up-after", often
    };
  }

  /** Done, maybe with runs that diverged. */
  private void requireEnd(Shell.Ended ended) {
    if (ended.exitCode() != 0 && ended.exitCode() != 3) {
      stuck.add("a sitting ended with %d: %s".formatted(ended.exitCode(), ended.err()));
    }
  }

  /** {@code [--kills N] [--seed S] [--real]}; exit code 1 if anything did not hold. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    String spec = given.contains("--real") ? SoakSpecs.REAL : SoakSpecs.simulated(12);
    Path folder = Files.createTempDirectory("nightsweep-soak");
    int kills = Integer.parseInt(option(given, "--kills", "500"));
    long seed = Long.parseLong(option(given, "--seed", "1"));
    Outcome outcome = new ChaosSoak(folder, spec, kills, seed, System.err).run();
    System.out.println(outcome.markdown());
    if (!outcome.isClean()) {
      System.err.println(outcome + "\nThe folders are left in " + folder);
      System.exit(1);
    }
    ResultsFolder.remove(folder);
  }

  private static String option(List<String> given, String name, String fallback) {
    int at = given.indexOf(name);
    return at < 0 ? fallback : given.get(at + 1);
  }
}
