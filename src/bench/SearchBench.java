import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.search.EstimatorAxis;
import dev.nightsweep.search.Observation;
import dev.nightsweep.search.pruning.Pruning;
import dev.nightsweep.search.pruning.PruningDecision;
import dev.nightsweep.search.pruning.Ruling;
import dev.nightsweep.search.tpe.TreeParzenEstimator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Our search beside Optuna's on the tables in src/bench/taskset; src/bench/search runs it.
 *
 * <pre>
 * stops FILE   our decisions against those that optuna_search.py wrote
 * promotion    halving by promotion against halving by stopping, at equal epochs
 * tpe FILE     our estimator against what optuna_search.py wrote, on as many seeds
 * times        what one decision takes after 10,000 trials
 * waiting      what a synchronous schedule costs, in simulated time
 * </pre>
 */
final class SearchBench {
  private static final int EPOCHS = 50;
  private static final int ORDERS = 50;
  private static final int WAITING_TRIALS = 60;
  private static final int WAITING_ORDERS = 10;
  private static final int[] BUDGETS = {250, 500, 1000};
  private static final int[] TRIALS = {16, 32, 64};

  /** A table: points in the unit cube, and what each reads after every epoch. */
  private record Table(double[][] points, double[][] curves) {
    double last(int run) {
      return finite(curves[run][EPOCHS - 1]);
    }

    double best() {
      return IntStream.range(0, curves.length).mapToDouble(this::last).min().orElseThrow();
    }

    double middle() {
      double[] last = IntStream.range(0, curves.length).mapToDouble(this::last).sorted().toArray();
      return (last[(last.length - 1) / 2] + last[last.length / 2]) / 2;
    }

    double regret(double loss) {
      return (loss - best()) / (middle() - best());
    }

    private static double finite(double loss) {
      return Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    }
  }

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Map<String, Table> tables = tables();
    switch (arguments[0]) {
      case "stops" -> stops(tables, Files.readAllLines(Path.of(arguments[1])));
      case "promotion" -> promotion(tables);
      case "tpe" -> tpe(tables, Files.readAllLines(Path.of(arguments[1])));
      case "times" -> times();
      case "waiting" -> waiting(tables);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Map<String, Table> tables() throws IOException {
    Map<String, Table> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/bench/taskset"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList()) {
        tables.put(file.getFileName().toString().replace(".csv.gz", ""), table(file));
      }
    }
    return tables;
  }

  private static Table table(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      int parameters = lines.readLine().split(",").length - EPOCHS - 1;
      List<double[]> rows =
          lines
              .lines()
              .map(line -> Stream.of(line.split(",")).mapToDouble(SearchBench::number).toArray())
              .toList();
      double[][] points = new double[rows.size()][parameters];
      for (int axis = 0; axis < parameters; axis++) {
        scale(rows, axis, points);
      }
      double[][] curves =
          rows.stream() // what comes first is read of an untrained net
              .map(row -> Arrays.copyOfRange(row, parameters + 1, row.length))
              .toArray(double[][]::new);
      return new Table(points, curves);
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Logarithmic, of 1 - beta for the two betas, as the settings were drawn. */
  private static void scale(List<double[]> rows, int axis, double[][] points) {
    double[] logs =
        rows.stream().mapToDouble(r -> Math.log10(axis < 2 ? 1 - r[axis] : r[axis])).toArray();
    double least = Arrays.stream(logs).min().orElseThrow();
    double most = Arrays.stream(logs).max().orElseThrow();
    for (int row = 0; row < logs.length; row++) {
      points[row][axis] = (logs[row] - least) / (most - least);
    }
  }

  private static void stops(Map<String, Table> tables, List<String> lines) {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words[0].equals("#")) {
        System.out.println("Beside" + line.substring(1));
        continue;
      }
      int[] runs = Stream.of(words[3].split(",")).mapToInt(Integer::parseInt).toArray();
      int[] ended = Stream.of(words[4].split(",")).mapToInt(Integer::parseInt).toArray();
      long[] count = counts.computeIfAbsent(words[1], name -> new long[3]);
      compare(tables.get(words[0]), pruner(words[1]), runs, ended, count);
    }
    System.out.printf("%-14s %10s %10s %10s%n", "rule", "runs", "decisions", "different");
    counts.forEach(
        (name, n) -> System.out.printf("%-14s %10d %10d %10d%n", name, n[0], n[1], n[2]));
  }

  private static void compare(Table table, Pruner pruner, int[] runs, int[] ended, long[] count) {
    Plan plan = plan(pruner, runs.length);
    Pruning pruning = new Pruning(plan.header());
    for (int i = 0; i < runs.length; i++) {
      PlannedRun run = plan.runs().get(i);
      count[0]++;
      int last = ended[i] == 0 ? EPOCHS - 1 : ended[i];
      for (int epoch = 1; epoch <= last; epoch++) {
        PruningDecision decision =
            judge(pruning, plan, run, epoch, table.curves()[runs[i]][epoch - 1]);
        count[1]++;
        count[2] += decision instanceof PruningDecision.End == (epoch == ended[i]) ? 0 : 1;
      }
      if (ended[i] == 0) {
        judge(pruning, plan, run, EPOCHS, table.curves()[runs[i]][EPOCHS - 1]);
        pruning.ended(plan, run, RunState.COMPLETED);
      }
    }
  }

  private static PruningDecision judge(
      Pruning pruning, Plan plan, PlannedRun run, int epoch, double reading) {
    return pruning.read(plan, run, epoch, reading).stream()
        .map(Ruling::decision)
        .findFirst()
        .orElse(PruningDecision.GO_ON);
  }

  private static Pruner pruner(String name) {
    String[] words = name.split(":");
    int first = Integer.parseInt(words[1]);
    int second = Integer.parseInt(words[2]);
    return switch (words[0]) {
      case "median" -> new Pruner.Median(first, second);
      case "halving" -> new Pruner.Halving(first, second, Form.STOP);
      case "promote" -> new Pruner.Halving(first, second, Form.PROMOTE);
      case "hyperband" -> new Pruner.Brackets(first, EPOCHS, second);
      case "bands" -> new Pruner.Bands(List.of(1, 3, 9, 27), second, true);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void promotion(Map<String, Table> tables) {
    System.out.printf(
        "Regret of the run that is best so far, mean over %d orders of each of %d tables, after so"
            + " many epochs%n",
        ORDERS, tables.size());
    System.out.printf("%-14s %22s %22s %22s%n", "rule", "250", "500", "1000");
    Map<String, double[][]> found = new LinkedHashMap<>();
    for (String name :
        List.of(
            "median:5:5",
            "halving:1:4",
            "halving:1:3",
            "halving:5:3",
            "hyperband:1:3",
            "promote:1:4",
            "promote:1:3",
            "promote:5:3")) {
      double[][] regrets = new double[BUDGETS.length][];
      for (int budget = 0; budget < BUDGETS.length; budget++) {
        regrets[budget] = regrets(tables, pruner(name), BUDGETS[budget]);
      }
      found.put(name, regrets);
      System.out.printf(
          "%-14s %22s %22s %22s%n", name, text(regrets[0]), text(regrets[1]), text(regrets[2]));
    }
    System.out.println("Promotion less stopping, paired by order (below 0: promotion is better)");
    for (String rule : List.of("1:4", "1:3", "5:3")) {
      double[][] with = found.get("promote:" + rule);
      double[][] without = found.get("halving:" + rule);
      Object[] words =
          IntStream.range(0, BUDGETS.length)
              .mapToObj(b -> text(less(with[b], without[b])))
              .toArray();
      System.out.printf("%-14s %22s %22s %22s%n", rule, words[0], words[1], words[2]);
    }
  }

  private static double[] regrets(Map<String, Table> tables, Pruner pruner, int budget) {
    List<Double> regrets = new ArrayList<>();
    for (Table table : tables.values()) {
      for (int order = 0; order < ORDERS; order++) {
        List<Integer> runs = new ArrayList<>();
        IntStream.range(0, table.curves().length).forEach(runs::add);
        Collections.shuffle(runs, new Random(order));
        regrets.add(table.regret(new OneWorker(table, pruner, runs).best(budget)));
      }
    }
    return regrets.stream().mapToDouble(r -> Math.min(r, 10)).toArray(); // no run may have an end
  }

  /** Trains run after run, or goes on with one that is promoted. */
  private static final class OneWorker {
    private final Table table;
    private final List<Integer> rows;
    private final Plan plan;
    private final Pruning pruning;
    private final int[] trained;
    private int begun;

    OneWorker(Table table, Pruner pruner, List<Integer> rows) {
      this.table = table;
      this.rows = rows;
      this.plan = plan(pruner, rows.size());
      this.pruning = new Pruning(plan.header());
      this.trained = new int[rows.size()];
    }

    /** What the run reads at its end that is the best of those that were trained the longest. */
    double best(int budget) {
      int left = budget;
      while (left > 0 && begun < rows.size()) {
        Optional<String> promoted = pruning.promoted().map(Ruling::runId);
        int run = promoted.isPresent() ? Integer.parseInt(promoted.get().substring(1)) : begun++;
        left -= train(run, left);
      }
      int longest = Arrays.stream(trained).max().orElse(0);
      return IntStream.range(0, begun)
          .filter(run -> trained[run] == longest)
          .mapToObj(rows::get)
          .min((a, b) -> Double.compare(reading(a, longest), reading(b, longest)))
          .map(table::last)
          .orElseThrow();
    }

    private double reading(int row, int epochs) {
      return Table.finite(table.curves()[row][epochs - 1]);
    }

    private int train(int run, int most) {
      int epochs = 0;
      PruningDecision decision = PruningDecision.GO_ON;
      while (decision.equals(PruningDecision.GO_ON) && epochs < most && trained[run] < EPOCHS) {
        trained[run]++;
        epochs++;
        double reading = table.curves()[rows.get(run)][trained[run] - 1];
        decision = judge(pruning, plan, plan.runs().get(run), trained[run], reading);
      }
      if (trained[run] == EPOCHS) {
        pruning.ended(plan, plan.runs().get(run), RunState.COMPLETED);
      }
      return epochs;
    }
  }

  private static double[] less(double[] some, double[] others) {
    return IntStream.range(0, some.length).mapToDouble(i -> some[i] - others[i]).toArray();
  }

  /** The mean with its 95 % interval. */
  private static String text(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    double half = 1.96 * Math.sqrt(squares / (numbers.length - 1) / numbers.length);
    return "%.3f [%.3f, %.3f]".formatted(mean, mean - half, mean + half);
  }

  /** A line of optuna_search.py: a search of the peer's, with the rows that it started from. */
  private record Peer(
      String form, String version, String table, long seed, int[] start, double[] regrets) {
    static Peer of(String line) {
      String[] words = line.split(" ");
      return new Peer(
          words[0],
          words[1],
          words[2],
          Long.parseLong(words[3]),
          Stream.of(words[4].split(",")).mapToInt(Integer::parseInt).toArray(),
          Stream.of(words).skip(5).mapToDouble(Double::parseDouble).toArray());
    }
  }

  private static void tpe(Map<String, Table> tables, List<String> lines) {
    System.out.println("Beside" + lines.get(0).substring(1) + ", both from the same ten rows");
    System.out.printf("%-44s %22s %22s %22s%n", "mean regret after trials", "16", "32", "64");
    List<Peer> all = lines.stream().skip(1).map(Peer::of).toList();
    for (TreeParzenEstimator.Form form : TreeParzenEstimator.Form.values()) {
      String name = form.name().toLowerCase(Locale.ROOT);
      for (String version : List.of("mended", "released")) {
        List<Peer> peers = chosen(all, name, version);
        if (peers.isEmpty()) {
          continue; // the peer was cut short
        }
        double[][] ours = regrets(tables, peers, form, 0);
        double[][] late = regrets(tables, peers, form, 3);
        double[][] theirs = regrets(peers);
        row("ours, %s, %d searches".formatted(name, peers.size()), ours);
        row("ours, " + name + ", the last 3 unknown", late);
        row("Optuna as " + version + ", " + name, theirs);
        row("  ours less Optuna's", less(ours, theirs));
        row("  ours with 3 unknown less Optuna's", less(late, theirs));
      }
    }
    List<Peer> any = chosen(all, "independent", "mended");
    row("random", regrets(tables, any, TreeParzenEstimator.Form.INDEPENDENT, TRIALS[2]));
  }

  private static List<Peer> chosen(List<Peer> peers, String form, String version) {
    return peers.stream().filter(p -> p.form.equals(form) && p.version.equals(version)).toList();
  }

  private static double[][] regrets(List<Peer> peers) {
    double[][] regrets = new double[TRIALS.length][];
    Arrays.setAll(regrets, t -> peers.stream().mapToDouble(peer -> peer.regrets[t]).toArray());
    return regrets;
  }

  private static double[][] regrets(
      Map<String, Table> tables, List<Peer> peers, TreeParzenEstimator.Form form, int lag) {
    double[][] regrets = new double[TRIALS.length][peers.size()];
    for (int i = 0; i < peers.size(); i++) {
      Table table = tables.get(peers.get(i).table);
      double[] found = searched(table, form, peers.get(i), lag);
      for (int t = 0; t < TRIALS.length; t++) {
        regrets[t][i] = table.regret(found[t]);
      }
    }
    return regrets;
  }

  private static double[][] less(double[][] some, double[][] others) {
    double[][] less = new double[some.length][];
    Arrays.setAll(less, t -> less(some[t], others[t]));
    return less;
  }

  private static void row(String name, double[][] numbers) {
    System.out.printf(
        "%-44s %22s %22s %22s%n", name, text(numbers[0]), text(numbers[1]), text(numbers[2]));
  }

  /**
   * @param lag so many of the last trials are not known yet; all of them: random search
   */
  private static double[] searched(Table table, TreeParzenEstimator.Form form, Peer peer, int lag) {
    int parameters = table.points()[0].length;
    TreeParzenEstimator estimator =
        new TreeParzenEstimator(
            Collections.nCopies(parameters, new EstimatorAxis.Continuum()), form);
    SplittableRandom random = new SplittableRandom(peer.seed);
    List<double[]> points = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    double[] found = new double[TRIALS.length];
    double best = Double.POSITIVE_INFINITY;
    for (int trial = 1; trial <= TRIALS[TRIALS.length - 1]; trial++) {
      List<Observation> told = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        told.add(
            new Observation(points.get(i), i < points.size() - lag ? losses.get(i) : Double.NaN));
      }
      double[] point;
      if (trial <= peer.start.length) {
        point = table.points()[peer.start[trial - 1]];
      } else if (lag >= TRIALS[TRIALS.length - 1]) {
        point = estimator.anywhere(random::nextDouble);
      } else {
        point = estimator.next(told, random::nextDouble);
      }
      double loss = table.last(nearest(table, point));
      points.add(point);
      losses.add(Math.min(loss, 1e30));
      best = Math.min(best, loss);
      for (int t = 0; t < TRIALS.length; t++) {
        found[t] = trial == TRIALS[t] ? best : found[t];
      }
    }
    return found;
  }

  private static int nearest(Table table, double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int row = 0; row < table.points().length; row++) {
      double away = 0;
      for (int axis = 0; axis < point.length; axis++) {
        double d = table.points()[row][axis] - point[axis];
        away += d * d;
      }
      if (away < least) {
        least = away;
        nearest = row;
      }
    }
    return nearest;
  }

  private static void times() {
    int trials = 10_000;
    SplittableRandom random = new SplittableRandom(1);
    List<Observation> told = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      told.add(new Observation(random.doubles(8).toArray(), random.nextDouble()));
    }
    for (TreeParzenEstimator.Form form : TreeParzenEstimator.Form.values()) {
      TreeParzenEstimator estimator =
          new TreeParzenEstimator(Collections.nCopies(8, new EstimatorAxis.Continuum()), form);
      time(
          "the next of 8 parameters, " + form.name().toLowerCase(Locale.ROOT),
          i -> estimator.next(told, random::nextDouble));
    }
    for (String name : List.of("median:5:5", "halving:1:3", "hyperband:1:3")) {
      Plan plan = plan(pruner(name), trials + 1000);
      Pruning pruning = new Pruning(plan.header());
      for (int i = 0; i < trials; i++) {
        judge(pruning, plan, plan.runs().get(i), 1, random.nextDouble());
        judge(pruning, plan, plan.runs().get(i), 9, random.nextDouble());
        if (i % 10 == 0) {
          pruning.ended(plan, plan.runs().get(i), RunState.COMPLETED);
        }
      }
      time(
          "an epoch of a further trial, " + name,
          i -> judge(pruning, plan, plan.runs().get(trials + i), 9, random.nextDouble()));
    }
  }

  private static void time(String what, java.util.function.IntConsumer action) {
    double[] millis = new double[200];
    for (int i = 0; i < 2 * millis.length; i++) {
      long start = System.nanoTime();
      action.accept(i);
      if (i >= millis.length) {
        millis[i - millis.length] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s, after 10,000: %.2f ms at the median, %.2f ms at the 99th percentile%n",
        what, millis[millis.length / 2], millis[millis.length * 99 / 100]);
  }

  private static void waiting(Map<String, Table> tables) {
    System.out.printf(
        "Time of a search of %d trials on a synchronous schedule, as a share of the default's; mean"
            + " over %d orders of each of %d tables%n",
        WAITING_TRIALS, WAITING_ORDERS, tables.size());
    System.out.printf("%-22s %22s %22s %22s%n", "workers", "1", "2", "4");
    for (String name :
        List.of("median:5:5", "halving:1:3", "hyperband:1:3", "promote:1:3", "bands:1:3")) {
      for (int atOnce : new int[] {WAITING_TRIALS, Search.AT_ONCE}) {
        if (name.startsWith("promote") && atOnce == Search.AT_ONCE) {
          continue; // a Bayesian search refuses it
        }
        Object[] shares =
            IntStream.of(1, 2, 4)
                .mapToObj(workers -> text(shares(tables, pruner(name), workers, atOnce)))
                .toArray();
        System.out.printf(
            "%-22s %22s %22s %22s%n",
            name + (atOnce == Search.AT_ONCE ? ", Bayesian" : ", random"),
            shares[0],
            shares[1],
            shares[2]);
      }
    }
  }

  private static double[] shares(
      Map<String, Table> tables, Pruner pruner, int workers, int atOnce) {
    List<Double> shares = new ArrayList<>();
    for (Table table : tables.values()) {
      for (int order = 0; order < WAITING_ORDERS; order++) {
        List<Integer> rows = new ArrayList<>();
        IntStream.range(0, table.curves().length).forEach(rows::add);
        Collections.shuffle(rows, new Random(order));
        double waiting =
            new Workers(table, plan(pruner, WAITING_TRIALS, true), rows).time(workers, atOnce);
        double usual =
            new Workers(table, plan(pruner, WAITING_TRIALS, false), rows).time(workers, atOnce);
        shares.add(waiting / usual);
      }
    }
    return shares.stream().mapToDouble(x -> x).toArray();
  }

  /**
   * Several workers in simulated time: an epoch of a trial takes what the trial's size and luck
   * say; to leave a trial and to go on with it takes no time.
   */
  private static final class Workers {
    private final Table table;
    private final Plan plan;
    private final List<Integer> rows;
    private final Pruning pruning;
    private final int[] epochs;
    private final boolean[] over;
    private final Map<Integer, Double> training = new TreeMap<>();
    private final ArrayDeque<Integer> ready = new ArrayDeque<>();
    private int begun;
    private double now;

    Workers(Table table, Plan plan, List<Integer> rows) {
      this.table = table;
      this.plan = plan;
      this.rows = rows;
      this.pruning = new Pruning(plan.header());
      this.epochs = new int[plan.runs().size()];
      this.over = new boolean[plan.runs().size()];
    }

    /**
     * @param atOnce a trial begins once all before it but so many less one are over
     */
    double time(int workers, int atOnce) {
      boolean more = true;
      while (more) {
        while (training.size() < workers && next(atOnce)) {
          int run = ready.remove();
          training.put(run, now + seconds(run));
        }
        more = !training.isEmpty();
        if (more) {
          step();
        } else {
          Optional<Ruling> last = pruning.promotedAtLast();
          last.ifPresent(this::follow);
          more = last.isPresent();
        }
      }
      return now;
    }

    private boolean next(int atOnce) {
      if (ready.isEmpty()) {
        pruning.promoted().ifPresent(this::follow);
      }
      boolean mayBegin = begun < over.length;
      for (int run = 0; mayBegin && run <= begun - atOnce; run++) {
        mayBegin = over[run];
      }
      if (ready.isEmpty() && mayBegin) {
        ready.add(begun++);
      }
      return !ready.isEmpty();
    }

    private double seconds(int run) {
      SplittableRandom luck = new SplittableRandom(31L * rows.get(run) + epochs[run]);
      SplittableRandom size = new SplittableRandom(rows.get(run));
      return (0.5 + size.nextDouble()) * (0.8 + 0.4 * luck.nextDouble());
    }

    private void step() {
      int run =
          training.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
      now = training.remove(run);
      epochs[run]++;
      PlannedRun planned = plan.runs().get(run);
      double reading = table.curves()[rows.get(run)][epochs[run] - 1];
      List<Ruling> rulings = pruning.read(plan, planned, epochs[run], reading);
      boolean decided = rulings.stream().anyMatch(r -> r.runId().equals(planned.runId()));
      rulings.forEach(this::follow);
      if (epochs[run] == EPOCHS && !over[run]) {
        over[run] = true;
        pruning.ended(plan, planned, RunState.COMPLETED).forEach(this::follow);
      } else if (!decided && !pruning.waits(planned.runId())) {
        ready.addFirst(run);
      }
    }

    private void follow(Ruling ruling) {
      int run = Integer.parseInt(ruling.runId().substring(1));
      if (ruling.decision().action().goesOn()) {
        ready.addFirst(run);
      } else if (ruling.decision() instanceof PruningDecision.End) {
        over[run] = true;
        pruning.ended(plan, plan.runs().get(run), RunState.STOPPED_EARLY).forEach(this::follow);
      }
    }
  }

  private static Plan plan(Pruner pruner, int trials) {
    return plan(pruner, trials, false);
  }

  private static Plan plan(Pruner pruner, int trials, boolean synchronous) {
    Settings settings = Settings.of(Map.of("epochs", Setting.of((long) EPOCHS)));
    Stopping stopping = new Stopping(Optional.of(pruner), OptionalDouble.empty());
    List<Arm> arms = new ArrayList<>();
    List<PlannedRun> runs = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      arms.add(new Arm("a" + i, "trial " + i, Settings.NONE, settings));
      runs.add(new PlannedRun("r" + i, "a" + i, Phase.COMPARISON, 1, "id" + i));
    }
    SweepHeader header =
        new SweepHeader(
            "s",
            "bench",
            new ProgramRef.BuiltIn("simulated"),
            new SweepHeader.Question(
                "",
                new Objective(Metrics.VALIDATION_LOSS, Objective.Goal.MINIMIZE),
                false,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()),
            new Design.SearchDesign(
                SearchMethod.RANDOM,
                List.of(1L),
                new Search(List.of(), arms.size(), List.of(), Optional.empty())),
            Optional.of(synchronous ? stopping.on(Stopping.Schedule.SYNCHRONOUS) : stopping),
            new SweepHeader.Origin("bench.yaml", "", ""),
            Instant.EPOCH);
    return new Plan(header, arms, runs);
  }
}
