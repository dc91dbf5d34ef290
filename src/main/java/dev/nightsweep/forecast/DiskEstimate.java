package dev.nightsweep.forecast;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.ResourceEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * What runs leave on the disk, about.
 *
 * @param lasting bytes of journals, predictions, database and kept checkpoints
 * @param passing bytes of the checkpoints that are there while the sweep runs
 */
public record DiskEstimate(long lasting, long passing) {
  /** Of a run's journal: its environment, its net's card, its result with two digits an image. */
  private static final long JOURNAL_BYTES = 22_000;

  private static final long JOURNAL_BYTES_AN_EPOCH = 800;

  /** Rows and their indexes. */
  private static final long DATABASE_BYTES = 2_000;

  private static final long DATABASE_BYTES_AN_EPOCH = 450;

  /** Of a program that does not say. */
  private static final int EPOCHS = 100;

  /** A draft is written before the last one goes. */
  private static final int CHECKPOINTS_A_WORKER = 2;

  /**
   * @param keepsBest whether each run's best net is kept
   */
  static DiskEstimate of(
      Plan plan, Collection<PlannedRun> runs, Program program, int workers, boolean keepsBest) {
    long lasting = 0;
    long largest = 0;
    for (PlannedRun run : runs) {
      Settings settings = plan.settings(run);
      int epochs = settings.epochs().orElse(EPOCHS);
      ResourceEstimate space = program.resourceEstimate(settings);
      lasting += JOURNAL_BYTES + DATABASE_BYTES + space.result();
      lasting += epochs * (JOURNAL_BYTES_AN_EPOCH + DATABASE_BYTES_AN_EPOCH);
      lasting += keepsBest ? space.checkpoint() : 0;
      largest = Math.max(largest, space.checkpoint());
    }
    return new DiskEstimate(lasting, largest * CHECKPOINTS_A_WORKER * workers);
  }

  public long bytes() {
    return lasting + passing;
  }

  /** Bytes that can still be written where the folder is, or will be. */
  static OptionalLong free(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there == null
          ? OptionalLong.empty()
          : OptionalLong.of(Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty(); // some file systems do not say
    }
  }
}
