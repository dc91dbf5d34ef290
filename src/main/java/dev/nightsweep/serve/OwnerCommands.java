package dev.nightsweep.serve;

import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.verify.Defect;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What other processes may have the owner of a results folder do, beside answering questions about
 * its store. Every method throws {@link dev.nightsweep.model.UserErrorException} where it cannot be
 * done; its message says why and what to do.
 */
public interface OwnerCommands {

  /** What runs, how far it is, and what waits behind it. */
  Status status();

  /** Asks something of the sweep that runs. */
  Steered steer(Steer command);

  /** Puts the sweep of a spec in line. */
  Queued enqueue(Enqueue command);

  /** Lets a paused sweep go on, or puts a stored one in line. */
  Queued resume(Resume command);

  /** Takes in a sweep that the asker has read and checked. */
  Imported importSweep(Import command);

  /** Deletes a sweep that nothing is to be done with. */
  Deleted delete(Delete command);

  /** Looks for damage in journals and database. */
  Verified verify(Verify command);

  /** What a running sweep can be asked for. */
  enum Wish {
    /** Start no more runs, and end when those under way are done. */
    STOP,
    /** End now; runs under way leave checkpoints. */
    CANCEL,
    /** Leave checkpoints and wait until it is resumed. */
    PAUSE;

    /** The command that asks for it. */
    public String verb() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Steers a sweep.
   *
   * @param sweep id or the beginning of one; empty for whichever runs
   */
  record Steer(Wish wish, Optional<String> sweep) {}

  /**
   * The sweep will do as it was asked.
   *
   * @param underWay how many runs were training
   */
  record Steered(String sweepId, int underWay) {}

  /**
   * Queues a sweep.
   *
   * @param spec the file, by its whole path
   * @param given keys of the spec that were given beside the file, with their values
   * @param fresh whether a new sweep is wanted where one of that name exists
   * @param same what the user insists on
   * @param untilSettled whether seeds are to be added until every verdict is settled
   * @param anytime likewise, by tests that hold at any look
   * @param maxSeeds the most seeds that there may be then
   * @param trusted whether a user lets the program of an imported sweep be started
   */
  record Enqueue(
      String spec,
      SortedMap<String, String> given,
      boolean fresh,
      Same same,
      boolean untilSettled,
      boolean anytime,
      OptionalInt maxSeeds,
      boolean trusted) {
    public Enqueue {
      given = Collections.unmodifiableSortedMap(given == null ? new TreeMap<>() : given);
      same = same == null ? Same.NOTHING : same; // a client of an earlier version says neither
    }
  }

  /**
   * What a user insists on.
   *
   * @param seeds that a new sweep may have seeds which an earlier one has used
   * @param code that changes of the program make no difference
   */
  record Same(boolean seeds, boolean code) {
    public static final Same NOTHING = new Same(false, false);
  }

  /**
   * Resumes a sweep.
   *
   * @param sweep id or the beginning of one; empty for the one that is paused, else the newest that
   *     is not finished
   * @param trusted whether a user lets the program of an imported sweep be started
   * @param sameCode whether the user insists that changes of its code make no difference
   */
  record Resume(
      Optional<String> sweep,
      boolean untilSettled,
      boolean anytime,
      OptionalInt maxSeeds,
      boolean trusted,
      boolean sameCode) {}

  /**
   * The sweep is in line, or goes on.
   *
   * @param resumed whether it was paused and goes on
   * @param behind the sweep that runs now
   */
  record Queued(String sweepId, boolean resumed, Optional<String> behind) {}

  /**
   * Imports a sweep.
   *
   * @param draft the folder beside the sweeps that it was read into, by its whole path: the owner
   *     reads no file of a stranger's
   */
  record Import(String draft) {}

  /** The sweep is taken in, and its page is written. */
  record Imported(String sweepId, String page) {}

  /**
   * Deletes a sweep.
   *
   * @param sweep id or the beginning of one
   */
  record Delete(String sweep) {}

  /**
   * The sweep is gone.
   *
   * @param runs how many runs it had; empty if only its files were known
   */
  record Deleted(String sweepId, OptionalInt runs) {}

  /**
   * Checks sweeps.
   *
   * @param sweep id or the beginning of one; empty for all
   */
  record Verify(Optional<String> sweep) {}

  /** What was found in that many sweeps. */
  record Verified(int sweeps, List<Defect> defects) {}

  /**
   * What goes on in a results folder.
   *
   * @param waiting the sweeps in line, first come first
   */
  record Status(Optional<Running> running, List<String> waiting) {
    public Status {
      waiting = List.copyOf(waiting);
    }
  }

  /**
   * The sweep under way.
   *
   * @param sweep as the owner's store has it
   * @param share of all its work that is done, in [0, 1]
   * @param runsPerHour in this session; absent before its first run completed
   * @param finish when it will be done; absent while too little is known
   */
  record Running(
      SweepRecord sweep,
      double share,
      Optional<Double> runsPerHour,
      Optional<Finish> finish,
      List<Training> workers) {
    public Running {
      workers = List.copyOf(workers);
    }

    public String sweepId() {
      return sweep.sweepId();
    }
  }

  /** How long it still takes, with an 80 % interval, in seconds from now. */
  record Finish(long expectedSeconds, long lowSeconds, long highSeconds) {}

  /**
   * A run under way.
   *
   * @param share of its steps that are done, in [0, 1]
   * @param since when its attempt was started
   */
  record Training(int worker, Run run, int attempt, Epoch epoch, double share, Instant since) {}

  /**
   * Which run.
   *
   * @param label its arm and seed, for people
   */
  record Run(String runId, String label, long seed) {}

  /**
   * How far a run is.
   *
   * @param number the epoch it is in, from 1
   * @param of how many it has; empty where that is not known
   */
  record Epoch(int number, OptionalInt of) {}
}
