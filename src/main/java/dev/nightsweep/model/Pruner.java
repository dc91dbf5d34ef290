package dev.nightsweep.model;

import java.util.List;

/** A rule by which a search ends the runs that read worse than others did at the same epoch. */
public sealed interface Pruner {

  /** In words, for a plan and a page. */
  String text();

  /**
   * Hyperband as W&B defines it: from its last band on a run is ended as soon as what it read there
   * is worse than what the run at rank {@code n / eta} of the {@code n} runs that reached the band
   * did.
   *
   * @param bands epochs, ascending
   * @param eta above 1
   * @param strict whether the reading at the band counts, not the best so far
   */
  record Bands(List<Integer> bands, double eta, boolean strict) implements Pruner {
    public Bands {
      bands = List.copyOf(bands);
    }

    @Override
    public String text() {
      List<Integer> first = bands.subList(0, Math.min(4, bands.size()));
      return "W&B's hyperband: at epochs %s%s a run goes on in the best 1/%s"
          .formatted(
              String.join(", ", first.stream().map(String::valueOf).toList()),
              bands.size() > first.size() ? " …" : "",
              Setting.of(eta).text());
    }
  }

  /**
   * A run is ended when its best so far is worse than the median of what completed runs read at the
   * same epoch.
   *
   * @param startupTrials how many runs have to be complete before any is ended
   * @param minEpochs the first epoch that is judged
   */
  record Median(int startupTrials, int minEpochs) implements Pruner {
    @Override
    public String text() {
      return "the median rule, from epoch %d and %d completed runs on"
          .formatted(minEpochs, startupTrials);
    }
  }

  /**
   * Successive halving: at every rung, {@code minEpochs · eta^k} epochs, the best of every {@code
   * eta} runs that reached it go on.
   *
   * @param eta an integer from 2
   * @param form what becomes of the others
   */
  record Halving(int minEpochs, int eta, Form form) implements Pruner {

    /** What becomes of a run that is not among the best at a rung. */
    public enum Form {
      /** It is ended at once and for good. */
      STOP,
      /** It waits with its checkpoint and goes on should it be among the best after all. */
      PROMOTE
    }

    @Override
    public String text() {
      return "successive halving, %s: at epochs %d, %d, %d … the best 1/%d go on"
          .formatted(
              form == Form.PROMOTE ? "by promotion" : "by stopping",
              minEpochs,
              minEpochs * (long) eta,
              minEpochs * (long) eta * eta,
              eta);
    }
  }

  /**
   * Hyperband: successive halving, by stopping, in brackets that begin at ever later rungs, among
   * which runs are dealt out.
   *
   * @param maxEpochs what a whole run has
   * @param eta an integer from 2
   */
  record Brackets(int minEpochs, int maxEpochs, int eta) implements Pruner {
    @Override
    public String text() {
      return "hyperband in brackets from epoch %d on, eta %d".formatted(minEpochs, eta);
    }
  }
}
