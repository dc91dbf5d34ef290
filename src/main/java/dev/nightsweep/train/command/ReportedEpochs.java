package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment.JudgedMetric;
import dev.nightsweep.model.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A run's epochs, from 1, of readings that may come in pieces. An epoch is passed on once it has
 * the metric that its sweep is judged by, or when the next one begins; what comes later is added to
 * it. Of several values in an epoch the last counts, unless it may have been decided by the first
 * whether the run goes on. Of a program that evaluates more than once in an epoch, each further one
 * is passed on when it is over.
 */
final class ReportedEpochs {
  /** So many steps wait for what tells whether the program counts epochs. */
  static final int MAX_WAITING = 10_000;

  private static final int MAX_WAITING_LETTERS = 8 << 20;

  /** Of so many epochs it is known what they have: readings may come that late. */
  private static final int MAX_OPEN = 64;

  private final JudgedMetric judged;
  private final BiConsumer<Integer, Map<String, Double>> told;
  private final Remarks remarks;
  private final EpochCount count;
  private final List<Reported.Readings> waiting = new ArrayList<>();
  private final TreeMap<Integer, Epoch> open = new TreeMap<>();
  private final Map<String, Double> within = new TreeMap<>();
  private boolean isBegun;
  private boolean isRepeating;
  private int waitingLetters;
  private int withinEpoch;
  private int last;
  private long since = System.nanoTime();

  private static final class Epoch {
    private final Map<String, Double> metrics = new TreeMap<>();
    private final double seconds;
    private boolean isTold;
    private boolean isChanged;

    Epoch(double seconds) {
      this.seconds = seconds;
    }
  }

  /**
   * @param told takes an epoch with all that is known of it; again when more is
   */
  ReportedEpochs(
      JudgedMetric judged, Remarks remarks, BiConsumer<Integer, Map<String, Double>> told) {
    this.judged = judged;
    this.told = told;
    this.remarks = remarks;
    this.count = new EpochCount(remarks);
  }

  /** The last epoch; 0 if there is none. */
  int last() {
    return last;
  }

  /**
   * Takes readings in. Steps before the first epoch, or before the metric that the run is judged
   * by, do not tell yet which of both the program counts: batches are often told as steps. Nor does
   * epoch 0 tell whether it is one, or the beginning of the first.
   */
  void add(Reported.Readings readings) {
    if (isBegun) {
      place(readings);
      return;
    }
    waiting.add(readings);
    waitingLetters += readings.text().length();
    Reported.Mark mark = readings.mark();
    if ((mark.unit() == Reported.Unit.EPOCH && mark.number() > 0)
        || judged.name().isEmpty()
        || readings.metrics().containsKey(judged.name())
        || waiting.size() == MAX_WAITING
        || waitingLetters > MAX_WAITING_LETTERS) {
      begin();
    }
  }

  private void begin() {
    isBegun = true;
    count.begin(waiting);
    waiting.forEach(this::place);
    waiting.clear();
  }

  private void place(Reported.Readings readings) {
    EpochCount.Place place = count.of(readings, epoch -> has(epoch, readings.metrics().keySet()));
    int epoch = place.isWithin() && place.epoch() == 0 ? last + 1 : place.epoch();
    if (place.isWithin() && epoch > last) {
      leaveWithin(epoch);
      withinEpoch = Math.max(withinEpoch, place.epoch());
      within.putAll(readings.metrics());
    } else if (epoch < last && !open.containsKey(epoch) && open.size() == MAX_OPEN) {
      remarks.notTaken(new Reported.NotTaken(readings.text(), "its epoch is long over"));
    } else if (epoch <= 0) {
      remarks.notTaken(new Reported.NotTaken(readings.text(), "its epoch is before the first"));
    } else {
      leaveWithin(epoch);
      add(epoch, readings.metrics());
    }
  }

  /** What came within an epoch that is over without a word is all that there is of it. */
  private void leaveWithin(int next) {
    if (withinEpoch > last && withinEpoch < next && !within.isEmpty()) {
      Map<String, Double> left = new TreeMap<>(within);
      within.clear();
      add(withinEpoch, left);
    }
  }

  private void add(int number, Map<String, Double> metrics) {
    boolean isNew = number > last;
    if (isNew) {
      begin(number);
    }
    Epoch epoch = open.computeIfAbsent(number, n -> new Epoch(0));
    boolean isMore = false;
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      isMore |= add(number, epoch, metric.getKey(), metric.getValue());
    }
    boolean isOver = number < last;
    boolean isComplete =
        judged.name().isEmpty() || (metrics.containsKey(judged.name()) && !isRepeating);
    if (epoch.isTold ? isMore || (epoch.isChanged && isOver) : isComplete || isOver) {
      tell(number, epoch);
    }
  }

  private boolean has(int number, Set<String> metrics) {
    Epoch epoch = open.get(number);
    return epoch != null && epoch.metrics.keySet().containsAll(metrics);
  }

  private void begin(int number) {
    tellLast();
    long now = System.nanoTime();
    Epoch epoch = new Epoch((now - since) / 1e9 / (number - last));
    since = now;
    last = number;
    epoch.metrics.putAll(within);
    within.clear();
    open.put(number, epoch);
    if (open.size() > MAX_OPEN) {
      open.pollFirstEntry();
    }
  }

  /** Whether the epoch has a metric that it had not. */
  private boolean add(int number, Epoch epoch, String name, double value) {
    Double before = epoch.metrics.get(name);
    boolean isOther = epoch.isTold && before != null && !before.equals(value);
    if (isOther && repeatedStands(number, name, "%s after %s".formatted(value, before))) {
      return false;
    }
    epoch.isChanged |= isOther;
    epoch.metrics.put(name, value);
    return before == null;
  }

  /** Tells that a metric came again with another value; whether the value before stands. */
  private boolean repeatedStands(int number, String name, String values) {
    boolean isJudged = name.equals(judged.name());
    boolean stands = isJudged && judged.firstStands();
    isRepeating |= isJudged;
    remarks.of(
        "metric_repeated",
        name,
        "%s of epoch %d was reported again with another value, %s; %s"
            .formatted(
                name,
                number,
                values,
                stands
                    ? "the first stands, since it may have been decided by it whether the run goes on; in epochs from now on the last counts, and each is passed on when it is over"
                    : "the last of an epoch counts"));
    return stands;
  }

  private void tellLast() {
    Epoch epoch = open.get(last);
    if (epoch != null && (!epoch.isTold || epoch.isChanged)) {
      tell(last, epoch);
    }
  }

  private void tell(int number, Epoch epoch) {
    epoch.isTold = true;
    epoch.isChanged = false;
    if (epoch.seconds > 0) {
      epoch.metrics.putIfAbsent(Metrics.SECONDS, epoch.seconds);
    }
    told.accept(number, Map.copyOf(epoch.metrics));
  }

  /** Nothing more comes: whatever is there is passed on. */
  void end() {
    if (!waiting.isEmpty()) {
      begin();
    }
    leaveWithin(Integer.MAX_VALUE);
    if (!within.isEmpty() && last > 0) { // of steps behind the last epoch
      Map<String, Double> left = new TreeMap<>(within);
      left.keySet().removeAll(open.get(last).metrics.keySet());
      within.clear();
      add(last, left);
    }
    tellLast();
  }
}
