package dev.nightsweep.faults;

import dev.nightsweep.journal.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The long form of the soak, as {@code make soak} runs it: with the simulator, with nets, with nets
 * whose owner is killed five times, and with what its peers are given.
 */
final class Soak {
  private static final Path EXPERIMENT = Path.of("experiments/01-lrn-ablation.yaml");

  private final Path folder;
  private final long seed;
  private boolean clean = true;

  private Soak(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /**
   * {@code [--kills N] [--peer-kills N] [--seed S] [--only simulated|searches|mnist|five|peers]};
   * exit code 1 if anything did not hold.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    Path folder = Files.createTempDirectory("nightsweep-soak");
    Soak soak = new Soak(folder, Long.parseLong(option(given, "--seed", "1")));
    String only = option(given, "--only", "");
    if (!only.equals("peers")) {
      soak.ours(only, number(given, "--kills", "500"));
    }
    if (only.isEmpty() || only.equals("peers")) {
      soak.besidePeers(number(given, "--peer-kills", "60"));
    }
    if (!soak.clean) {
      System.err.println("The folders are left in " + folder);
      System.exit(1);
    }
    ResultsFolder.remove(folder);
  }

  private void ours(String only, int kills) throws IOException, InterruptedException {
    System.out.println(Tally.head());
    if (List.of("", "simulated").contains(only)) {
      SoakSweep spec = SoakSweep.of(SoakSpecs.simulated(12, 0.1));
      System.out.println(soak("simulated", spec, Habits.WILD, kills).row("simulated, 48 runs"));
    }
    if (List.of("", "searches").contains(only)) {
      for (Map.Entry<String, SoakSweep> sweep : SoakSpecs.searches().entrySet()) {
        String name = sweep.getKey();
        String folder = name.replaceAll("[^a-z0-9]+", "-");
        int each = Math.max(1, kills / SoakSpecs.searches().size());
        System.out.println(soak(folder, sweep.getValue(), Habits.WILD, each).row(name));
      }
    }
    if (List.of("", "mnist").contains(only)) {
      Habits habits = new Habits(Habits.WILD.owners(), Habits.WILD.asked(), 4000);
      System.out.println(
          soak("mnist", SoakSweep.of(SoakSpecs.REAL), habits, 25).row("MNIST, 8 runs"));
    }
    if (List.of("", "five").contains(only)) {
      SoakSweep spec = SoakSweep.of(SoakSpecs.smaller(Files.readString(EXPERIMENT)));
      Habits habits = new Habits(1, 0, 12_000);
      System.out.println(soak("five", spec, habits, 5).row("experiment 01, smaller, 12 runs"));
    }
    System.out.println();
  }

  private void besidePeers(int kills) throws IOException, InterruptedException {
    Habits habits = new Habits(Habits.WILD.owners(), 0, 3000);
    System.out.println(Tally.headBesidePeers());
    System.out.println(
        soak("peers", SoakSweep.of(SoakSpecs.LIKE_PEERS), habits, kills)
            .rowBesidePeers(SoakSpecs.PEER_TRIALS, SoakSpecs.PEER_REPORTS));
  }

  private Tally soak(String name, SoakSweep spec, Habits habits, int kills)
      throws IOException, InterruptedException {
    Tally tally =
        new ChaosSoak(folder.resolve(name), spec, habits, kills, new Random(seed)).run(System.err);
    if (!tally.isClean()) {
      clean = false;
      System.err.println(tally);
    }
    return tally;
  }

  private static int number(List<String> given, String name, String fallback) {
    return Integer.parseInt(option(given, name, fallback));
  }

  private static String option(List<String> given, String name, String fallback) {
    int at = given.indexOf(name);
    return at < 0 ? fallback : given.get(at + 1);
  }
}
