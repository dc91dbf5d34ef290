package dev.nightsweep.publish;

import dev.nightsweep.analysis.Evidence;
import dev.nightsweep.analysis.audit.Audit;
import dev.nightsweep.analysis.audit.Finding;
import dev.nightsweep.analysis.contrast.ContrastCost;
import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.Verdicts;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.exchange.SweepExchange;
import dev.nightsweep.report.ComparePage;
import dev.nightsweep.report.Grid;
import dev.nightsweep.report.GzipBase64;
import dev.nightsweep.report.Pages;
import dev.nightsweep.report.RunFacts;
import dev.nightsweep.report.SweepFacts;
import dev.nightsweep.report.SweepLine;
import dev.nightsweep.report.WrongImage;
import dev.nightsweep.store.Store;
import dev.nightsweep.wording.ConditionsText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges sweeps of a store and writes their pages. Reads snapshots only, so it may work while a
 * sweep runs; pages are replaced whole. Safe for use by several threads.
 *
 * <p>Methods that take a sweep's id throw {@link NoSuchElementException} if the store has none of
 * that id, and {@link UncheckedIOException} if a page cannot be written.
 */
public final class Publisher {
  /** Of so many runs a page holds all that is known, to be imported elsewhere. */
  private static final int MOST_ARCHIVED = 500;

  private final Store store;
  private final ResultsFolder results;
  private final Function<String, Optional<Catalog>> catalogs;
  private final Pages pages;
  private final RunPages runPages;
  private final SweepExchange exchange;

  /** A publisher that shows all settings of a run, without knowing which are defaults. */
  public Publisher(Store store, Path results) {
    this(store, results, program -> Optional.empty());
  }

  /**
   * @param results the results folder
   * @param catalogs the catalog of a program, if it is known
   */
  public Publisher(Store store, Path results, Function<String, Optional<Catalog>> catalogs) {
    this(store, results, catalogs, new Pages());
  }

  /** A publisher whose pages are served, not written. */
  public static Publisher live(
      Store store, Path results, Function<String, Optional<Catalog>> catalogs) {
    return new Publisher(store, results, catalogs, Pages.live());
  }

  private Publisher(
      Store store, Path results, Function<String, Optional<Catalog>> catalogs, Pages pages) {
    this.pages = pages;
    this.store = store;
    this.results = new ResultsFolder(results);
    this.catalogs = catalogs;
    this.exchange = new SweepExchange(this.results);
    this.runPages = new RunPages(this.results, pages);
  }

  /**
   * Writes a sweep's {@code report.html} and, up to some hundred runs, those of its runs that have
   * changed; returns where the sweep's is.
   */
  public Path publish(String sweepId) {
    Path target = results.report(sweepId);
    SweepFacts facts = facts(sweepId);
    runPages.write(facts);
    PageFile.write(target, pages.sweep(facts));
    return target;
  }

  /** Writes a run's {@code run.html}; returns where it is. */
  public Path publishRun(RunRecord run) {
    Path target = results.runPage(run.sweepId(), run.runId());
    PageFile.write(target, runPage(run));
    return target;
  }

  /** A run's page. */
  public String runPage(RunRecord run) {
    SweepFacts facts = facts(run.sweepId());
    return facts.runs().stream()
        .filter(all -> all.run().runId().equals(run.runId()))
        .findFirst()
        .map(found -> runPages.html(found, facts))
        .orElseThrow(() -> new NoSuchElementException("no run has the id " + run.runId()));
  }

  /** Writes {@code index.html}, all sweeps newest first. */
  public void publishIndex() {
    PageFile.write(results.index(), indexPage());
  }

  /** A sweep's page. */
  public String page(String sweepId) {
    return pages.sweep(facts(sweepId));
  }

  /** The page of all sweeps. */
  public String indexPage() {
    return pages.index(
        store.sweeps().stream()
            .map(sweep -> new SweepLine(sweep, store.contrasts(sweep.sweepId()), readings(sweep)))
            .toList());
  }

  private List<Double> readings(SweepRecord sweep) {
    String metric = sweep.header().objective().metric();
    return store.runs(sweep.sweepId()).stream()
        .flatMap(run -> run.reading(metric).stream().boxed())
        .toList();
  }

  /** What {@code compare} shows of runs, as tables. */
  public List<Grid> comparedRuns(List<RunRecord> runs) {
    return ComparePage.runs(sides(runs));
  }

  /** What it shows of sweeps. */
  public List<Grid> comparedSweeps(List<String> sweepIds) {
    return ComparePage.sweeps(sweepIds.stream().map(this::facts).toList());
  }

  /** Writes a page of runs side by side; returns where it is. */
  public Path publishComparedRuns(List<RunRecord> runs) {
    List<ComparePage.Side> sides = sides(runs);
    List<List<WrongImage>> onlyRight =
        runs.size() == 2
            ? runPages.onlyRight(
                sides.get(0).run(),
                facts(runs.get(0).sweepId()),
                sides.get(1).run(),
                facts(runs.get(1).sweepId()))
            : List.of();
    Path target = results.comparison(runs.stream().map(RunRecord::runId).toList());
    PageFile.write(target, pages.runs(sides, onlyRight));
    return target;
  }

  /** Writes a page of sweeps side by side; returns where it is. */
  public Path publishComparedSweeps(List<String> sweepIds) {
    Path target = results.comparison(sweepIds);
    PageFile.write(target, pages.sweeps(sweepIds.stream().map(this::facts).toList()));
    return target;
  }

  private List<ComparePage.Side> sides(List<RunRecord> runs) {
    return runs.stream().map(this::side).toList();
  }

  private ComparePage.Side side(RunRecord run) {
    SweepRecord sweep = store.sweep(run.sweepId()).orElseThrow();
    return new ComparePage.Side(
        runFacts(run),
        sweep.settings(run).with("seed", Setting.of(run.seed())),
        "%s, seed %s".formatted(sweep.label(run), run.seed()),
        sweep.header().isSimulated());
  }

  private RunFacts runFacts(RunRecord run) {
    return new RunFacts(
        run,
        store.attempts(run.runId()),
        store.curves(run.runId()),
        store.environment(run.runId()),
        store.model(run.runId()),
        store.result(run.runId()));
  }

  /** All that a verdict on the sweep rests on, as of now. */
  public Evidence evidence(String sweepId) {
    return evidence(sweepId, metric -> store.curves(sweepId, metric));
  }

  private Evidence evidence(String sweepId, Function<String, Map<String, List<Point>>> curves) {
    SweepRecord sweep =
        store
            .sweep(sweepId)
            .orElseThrow(() -> new NoSuchElementException("no sweep has the id " + sweepId));
    return new Evidence(
        sweep,
        store.runs(sweepId),
        store.sweepAttempts(sweepId),
        curves.apply(Metrics.SECONDS),
        curves.apply(Metrics.CPU_SECONDS),
        store.sweepEnvironments(sweepId));
  }

  /** What verdicts on that are conditional on, in sentences. */
  public List<String> conditions(Evidence evidence) {
    return ConditionsText.of(evidence, store.looks(evidence.sweep().sweepId()));
  }

  /**
   * What would make verdicts on that wrong or misleading, the gravest first; nothing for a sweep
   * that compares nothing.
   */
  public List<Finding> audit(Evidence evidence) {
    String sweepId = evidence.sweep().sweepId();
    return audit(evidence, metric -> store.curves(sweepId, metric));
  }

  private List<Finding> audit(
      Evidence evidence, Function<String, Map<String, List<Point>>> curves) {
    return evidence.sweep().header().contrasts().isEmpty()
        ? List.of()
        : Audit.of(new AuditInputs(store).records(evidence, curves.apply(Metrics.TEST_ACCURACY)));
  }

  /** The contrasts on single test images, as far as the runs kept what they predicted. */
  public List<ImageContrast> images(Evidence evidence) {
    return ImageContrast.of(evidence, store.sweepResults(evidence.sweep().sweepId()));
  }

  /** What the contrasts cost beside time. */
  public List<ContrastCost> costs(Evidence evidence) {
    Map<String, ModelCard> models = store.sweepModels(evidence.sweep().sweepId());
    return ContrastCost.of(evidence, runId -> Optional.ofNullable(models.get(runId)));
  }

  private static List<ContrastDetail> details(Evidence evidence) {
    return Verdicts.details(evidence, Math.max(1, evidence.sweep().looks()));
  }

  private SweepFacts facts(String sweepId) {
    Map<String, Map<String, List<Point>>> curves = store.sweepCurves(sweepId);
    Evidence evidence = evidence(sweepId, metric -> only(metric, curves));
    // Beside the rest: they take as long as that.
    CompletableFuture<Optional<String>> archive =
        CompletableFuture.supplyAsync(() -> archive(evidence));
    CompletableFuture<List<Finding>> audit =
        CompletableFuture.supplyAsync(() -> audit(evidence, metric -> only(metric, curves)));
    List<RunFacts> runs = runs(evidence, curves);
    SweepHeader header = evidence.sweep().header();
    Optional<Settings> defaults =
        catalogs.apply(header.program()).map(catalog -> catalog.resolve(Settings.NONE));
    return new SweepFacts(
        evidence,
        details(evidence),
        conditions(evidence),
        audit.join(),
        runs,
        specText(header),
        archive.join(),
        defaults);
  }

  /** Of every run that has it, the curve of one metric. */
  private static Map<String, List<Point>> only(
      String metric, Map<String, Map<String, List<Point>>> curves) {
    Map<String, List<Point>> found = new LinkedHashMap<>();
    curves.forEach(
        (run, of) -> Optional.ofNullable(of.get(metric)).ifPresent(c -> found.put(run, c)));
    return found;
  }

  private List<RunFacts> runs(Evidence evidence, Map<String, Map<String, List<Point>>> curves) {
    String sweepId = evidence.sweep().sweepId();
    Map<String, List<AttemptRecord>> attempts =
        evidence.attempts().stream().collect(Collectors.groupingBy(AttemptRecord::runId));
    Map<String, ModelCard> models = store.sweepModels(sweepId);
    Map<String, RunResult> left = store.sweepResults(sweepId);
    List<RunFacts> facts = new ArrayList<>();
    for (RunRecord run : evidence.runs()) {
      String id = run.runId();
      facts.add(
          new RunFacts(
              run,
              attempts.getOrDefault(id, List.of()),
              curves.getOrDefault(id, Map.of()),
              Optional.ofNullable(evidence.environments().get(id)),
              Optional.ofNullable(models.get(id)),
              Optional.ofNullable(left.get(id))));
    }
    return facts;
  }

  private Optional<String> archive(Evidence evidence) {
    return evidence.runs().size() > MOST_ARCHIVED
        ? Optional.empty()
        : exchange.export(evidence.sweep().header()).map(SweepFile::pack).map(GzipBase64::pack);
  }

  private String specText(SweepHeader header) {
    try {
      return exchange.spec(header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
