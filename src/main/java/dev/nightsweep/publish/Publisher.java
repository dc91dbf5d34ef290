package dev.nightsweep.publish;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.StandingEpochs;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.exchange.SweepExchange;
import dev.nightsweep.publish.queries.StoreQueries;
import dev.nightsweep.report.GzipBase64;
import dev.nightsweep.report.PackedArchive;
import dev.nightsweep.report.Pages;
import dev.nightsweep.report.ProgramFacts;
import dev.nightsweep.report.RunFacts;
import dev.nightsweep.report.SweepFacts;
import dev.nightsweep.report.SweepLine;
import dev.nightsweep.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Writes the pages of sweeps and runs. Reads snapshots only, so it may work while a sweep runs;
 * pages are replaced whole. Safe for use by several threads.
 *
 * <p>Methods that take a sweep's id throw {@link NoSuchElementException} if the store has none of
 * that id, and {@link UncheckedIOException} if a page cannot be written.
 */
public final class Publisher {
  /** Of so many runs a page holds all that is known, to be imported elsewhere. */
  private static final int MAX_ARCHIVED = 500;

  private final Store store;
  private final ResultsFolder results;
  private final Function<ProgramRef, Optional<Catalog>> catalogs;
  private final Pages pages;
  private final RunPages runPages;
  private final SweepExchange exchange;
  private final LookHistory looks;

  /** A publisher that shows all settings of a run, without knowing which are defaults. */
  public Publisher(Store store, Path results) {
    this(store, results, program -> Optional.empty());
  }

  /**
   * @param results the results folder
   * @param catalogs the catalog of a program, if it is known
   */
  public Publisher(Store store, Path results, Function<ProgramRef, Optional<Catalog>> catalogs) {
    this(store, results, catalogs, new Pages(new StoreQueries()));
  }

  /** A publisher whose pages are served, not written. */
  public static Publisher live(
      Store store, Path results, Function<ProgramRef, Optional<Catalog>> catalogs) {
    return new Publisher(store, results, catalogs, Pages.live(new StoreQueries()));
  }

  private Publisher(
      Store store, Path results, Function<ProgramRef, Optional<Catalog>> catalogs, Pages pages) {
    this.pages = pages;
    this.store = store;
    this.results = new ResultsFolder(results);
    this.catalogs = catalogs;
    this.exchange = new SweepExchange(this.results);
    this.looks = new StandingLook(this.results);
    this.runPages = new RunPages(this.results, pages);
  }

  /** Writes a sweep's pages, as {@link #publish(StoredSweep)} does. */
  public Path publish(String sweepId) {
    return publish(StoredSweep.withCurves(store, sweepId, this::catalog, looks));
  }

  /**
   * Writes a sweep's {@code report.html} and, up to some hundred runs, those of its runs that have
   * changed; returns where the sweep's is.
   */
  public Path publish(StoredSweep stored) {
    SweepRecord sweep = StoredSweep.find(store, stored.sweepId());
    // Beside the rest: it takes as long as that.
    CompletableFuture<Optional<PackedArchive>> archive =
        CompletableFuture.supplyAsync(() -> archive(sweep));
    List<RunFacts> runs = stored.runs();
    ProgramFacts program = program(sweep);
    runPages.write(sweep, runs, program);
    String text = specText(sweep.header());
    Path target = results.report(sweep.sweepId());
    PageFile.write(
        target,
        pages.sweep(new SweepFacts(sweep, stored.analysis(), runs, text, archive.join(), program)));
    return target;
  }

  /** A sweep's page, without what it takes to import it elsewhere. */
  public String page(String sweepId) {
    StoredSweep stored = StoredSweep.withCurves(store, sweepId, this::catalog, looks);
    SweepRecord sweep = stored.analysis().sweep();
    return pages.sweep(
        new SweepFacts(
            sweep,
            stored.analysis(),
            stored.runs(),
            specText(sweep.header()),
            Optional.empty(),
            program(sweep)));
  }

  /** Writes a run's {@code run.html}; returns where it is. */
  public Path publishRun(RunRecord run) {
    Path target = results.runPage(run.sweepId(), run.runId());
    PageFile.write(target, runPage(run));
    return target;
  }

  /** A run's page. */
  public String runPage(RunRecord run) {
    SweepRecord sweep = StoredSweep.find(store, run.sweepId());
    return runPages.html(StoredSweep.run(store, run), sweep, program(sweep));
  }

  /** Writes {@code index.html}, all sweeps newest first. */
  public void publishIndex() {
    PageFile.write(results.index(), indexPage());
  }

  /** The page of all sweeps. */
  public String indexPage() {
    return pages.index(
        store.sweeps().stream()
            .map(
                sweep ->
                    new SweepLine(
                        sweep,
                        store.contrasts(sweep.sweepId()),
                        store.runs(sweep.sweepId()),
                        metrics(sweep)))
            .toList());
  }

  /** Puts runs or sweeps of the store side by side. */
  public Comparison comparison() {
    return new Comparison(store, results, pages, this::catalog);
  }

  private DeclaredMetrics metrics(SweepRecord sweep) {
    return program(sweep).metrics();
  }

  private Catalog catalog(SweepRecord sweep) {
    ProgramRef program = sweep.header().program();
    return catalogs.apply(program).orElseGet(() -> new OpenCatalog(program.text()));
  }

  private ProgramFacts program(SweepRecord sweep) {
    return catalogs
        .apply(sweep.header().program())
        .map(ProgramFacts::of)
        .orElse(ProgramFacts.UNKNOWN);
  }

  private Optional<PackedArchive> archive(SweepRecord sweep) {
    return sweep.total() > MAX_ARCHIVED
        ? Optional.empty()
        : exchange.export(sweep.header()).map(Publisher::packed);
  }

  private static PackedArchive packed(SweepFile file) {
    Map<String, List<Integer>> standing = new HashMap<>();
    for (SweepFile.Part part : file.journals()) {
      part.runId().ifPresent(id -> standing.put(id, StandingEpochs.of(part.entries()).places()));
    }
    return new PackedArchive(GzipBase64.pack(file.pack()), standing);
  }

  private String specText(SweepHeader header) {
    try {
      return exchange.spec(header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
