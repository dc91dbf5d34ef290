package dev.nightsweep.journal;

import dev.nightsweep.model.Entry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Which of a run's readings stand after all its attempts. A later attempt's readings replace an
 * earlier one's at the same epoch, and where an attempt starts, what earlier ones read from that
 * epoch on is void. What an attempt reads at its end is added to the last epoch, whoever trained
 * it.
 */
public final class StandingEpochs {

  /** What attempts up to this one left of an epoch. */
  public record Reading<K>(int attempt, NavigableMap<K, Double> values) {

    /** What stands when this is read after {@code before}. */
    public Reading<K> after(Reading<K> before) {
      return before.attempt == attempt ? addedTo(before) : before.attempt > attempt ? before : this;
    }

    /** What stands when this is added to what any attempt but a later one left. */
    public Reading<K> addedTo(Reading<K> before) {
      if (before.attempt > attempt) {
        return before;
      }
      NavigableMap<K, Double> all = new TreeMap<>(before.values);
      all.putAll(values);
      return new Reading<>(attempt, all);
    }
  }

  /**
   * An epoch with where it is from.
   *
   * @param place of the last of its entries in the journal, from 0
   */
  private record Epoch(int place, Reading<String> reading) {}

  private final NavigableMap<Integer, Epoch> epochs = new TreeMap<>();

  private StandingEpochs() {}

  /** Of a run's journal, in its order. */
  public static StandingEpochs of(List<? extends Entry> journal) {
    StandingEpochs standing = new StandingEpochs();
    for (int place = 0; place < journal.size(); place++) {
      if (journal.get(place) instanceof Entry.RunStarted started) {
        cutBack(standing.epochs, started, epoch -> epoch.reading().attempt());
      } else if (journal.get(place) instanceof Entry.EpochFinished finished) {
        standing.finish(finished, place);
      }
    }
    return standing;
  }

  /**
   * Removes what attempts before that one read from where it starts on.
   *
   * @param attempt whose an epoch is
   */
  public static <E> void cutBack(
      NavigableMap<Integer, E> epochs, Entry.RunStarted started, ToIntFunction<E> attempt) {
    epochs
        .tailMap(started.start().epoch(), true)
        .values()
        .removeIf(epoch -> attempt.applyAsInt(epoch) < started.attempt());
  }

  private void finish(Entry.EpochFinished finished, int place) {
    Reading<String> now = new Reading<>(finished.attempt(), new TreeMap<>(finished.metrics()));
    epochs.merge(
        finished.epoch(),
        new Epoch(place, now),
        (before, later) -> new Epoch(place, now.after(before.reading())));
  }

  /** Metrics by epoch, from 1, and name. */
  public SortedMap<Integer, Map<String, Double>> metrics() {
    SortedMap<Integer, Map<String, Double>> metrics = new TreeMap<>();
    epochs.forEach(
        (epoch, of) -> metrics.put(epoch, Collections.unmodifiableMap(of.reading().values())));
    return metrics;
  }

  /** The places in the journal of the entries that tell of them, by epoch. */
  public List<Integer> places() {
    return epochs.values().stream().map(Epoch::place).toList();
  }

  /** How many there are from the first without a gap. */
  public int withoutGap() {
    int count = 0;
    while (epochs.containsKey(count + 1)) {
      count++;
    }
    return count;
  }
}
