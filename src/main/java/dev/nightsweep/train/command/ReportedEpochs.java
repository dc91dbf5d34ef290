package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment.JudgedMetric;
import dev.nightsweep.model.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A run's epochs, from 1, of readings that may come in pieces. An epoch is passed on once it has
 * the metric that its sweep is judged by, or when the next one begins; what comes later is added to
 * it. A value that was passed on stands.
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
  private final EpochCount count = new EpochCount();
  private final List<Reported.Readings> waiting = new ArrayList<>();
  private final TreeMap<Integer, Epoch> open = new TreeMap<>();
  private final Map<String, Double> within = new TreeMap<>();
  private boolean isBegun;
  private int waitingLetters;
  private int withinEpoch;
  private int last;
  private long since = System.nanoTime();

  private static final class Epoch {
    private final Map<String, Double> metrics = new TreeMap<>();
    private final double seconds;
    private boolean isTold;

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
  }

  /** The last epoch; 0 if there is none. */
  int last() {
    return last;
  }

  /**
   * Takes readings in. Steps before the first epoch, or before the metric that the run is judged
   * by, do not tell yet which of both the program counts: batches are often told as steps.
   */
  void add(Reported.Readings readings) {
    if (isBegun) {
      place(readings);
      return;
    }
    waiting.add(readings);
    waitingLetters += readings.text().length();
    if (readings.mark().unit() == Reported.Unit.EPOCH
        || judged.name().isEmpty()
        || readings.metrics().containsKey(judged.name())
        || waiting.size() == MAX_WAITING
        || waitingLetters > MAX_WAITING_LETTERS) {
      begin(readings.mark());
    }
  }

  private void begin(Reported.Mark counted) {
    isBegun = true;
    count.begin(counted);
    waiting.forEach(this::place);
    waiting.clear();
  }

  private void place(Reported.Readings readings) {
    EpochCount.Place place = count.of(readings);
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
    boolean isComplete =
        judged.name().isEmpty() || metrics.containsKey(judged.name()) || number < last;
    if (epoch.isTold ? isMore : isComplete) {
      tell(number, epoch);
    }
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

  /** Whether the epoch has more than before. */
  private boolean add(int number, Epoch epoch, String name, double value) {
    Double before = epoch.metrics.get(name);
    if (before == null || !epoch.isTold) {
      epoch.metrics.put(name, value);
      return true;
    }
    if (!before.equals(value)) {
      remarks.of(
          "metric_repeated",
          name,
          "%s of epoch %d was reported again with another value, %s; the first, %s, stands"
              .formatted(name, number, value, before));
    }
    return false;
  }

  private void tellLast() {
    Epoch epoch = open.get(last);
    if (epoch != null && !epoch.isTold) {
      tell(last, epoch);
    }
  }

  private void tell(int number, Epoch epoch) {
    epoch.isTold = true;
    if (epoch.seconds > 0) {
      epoch.metrics.putIfAbsent(Metrics.SECONDS, epoch.seconds);
    }
    told.accept(number, Map.copyOf(epoch.metrics));
  }

  /** Nothing more comes: whatever is there is passed on. */
  void end() {
    if (!waiting.isEmpty()) {
      begin(waiting.get(0).mark());
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
