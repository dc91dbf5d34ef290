package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepSummary;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.SummaryCheck;
import dev.nightsweep.publish.exchange.SweepExchange;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Takes in sweeps from elsewhere. */
public final class SweepImport {
  private SweepImport() {}

  /** Holds what a file tells of its verdicts against its readings. */
  private static final class Examination implements SweepExchange.Examination {
    @Override
    public List<String> wrongWith(ResultsFolder draft, String sweepId) {
      return LookVerification.of(draft, List.of(sweepId)).sentences();
    }

    @Override
    public List<String> wrongWith(SweepSummary summary, List<Entry> entries) {
      return new SummaryCheck(entries).contradictions(summary);
    }
  }

  /** A sweep that was taken in, and its page. */
  public record Imported(String sweepId, Path page) {}

  /**
   * Takes in the sweep of a file and writes its page.
   *
   * @param file a JSON file or a {@code report.html}
   * @throws UserErrorException if it holds no sweep, or one that is here already
   */
  public static Imported take(Path file, Store store, ResultsFolder results) {
    try {
      String sweepId = new SweepExchange(results).take(file, new Examination());
      new CatchUp(store, results, InstantSource.system()).run();
      Publisher publisher = Publishers.of(store, results);
      Path page = publisher.publish(sweepId);
      publisher.publishIndex();
      return new Imported(sweepId, page);
    } catch (SweepExchange.UnusableFileException e) {
      throw UserErrorException.usage(e.getMessage());
    }
  }
}
