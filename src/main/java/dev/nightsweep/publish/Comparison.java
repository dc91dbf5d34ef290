package dev.nightsweep.publish;

import dev.nightsweep.analysis.SweepAnalysis;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.report.ComparedRun;
import dev.nightsweep.report.ComparedSweep;
import dev.nightsweep.report.Grid;
import dev.nightsweep.report.Pages;
import dev.nightsweep.report.RunComparison;
import dev.nightsweep.report.WrongImage;
import dev.nightsweep.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Puts runs, or sweeps, side by side: as tables, or as a page. */
public final class Comparison {
  private final Store store;
  private final ResultsFolder results;
  private final Pages pages;
  private final Function<SweepRecord, Catalog> programs;

  Comparison(
      Store store, ResultsFolder results, Pages pages, Function<SweepRecord, Catalog> programs) {
    this.store = store;
    this.results = results;
    this.pages = pages;
    this.programs = programs;
  }

  /** What {@code compare} shows of runs, as tables. */
  public List<Grid> tablesOfRuns(List<RunRecord> runs) {
    return RunComparison.of(sides(runs));
  }

  /** Writes a page of runs side by side; returns where it is. */
  public Path writeRuns(List<RunRecord> runs) {
    List<ComparedRun> sides = sides(runs);
    List<List<WrongImage>> onlyRight =
        runs.size() == 2 ? new RunPages(results, pages).onlyRight(sides) : List.of();
    Path target = results.comparison(runs.stream().map(RunRecord::runId).toList());
    PageFile.write(target, pages.runs(sides, onlyRight));
    return target;
  }

  /** Writes a page of sweeps side by side; returns where it is. */
  public Path writeSweeps(List<String> sweepIds) {
    Path target = results.comparison(sweepIds);
    PageFile.write(target, pages.sweeps(sweeps(sweepIds)));
    return target;
  }

  /** The sweeps that it puts side by side. */
  public List<ComparedSweep> sweeps(List<String> sweepIds) {
    return sweepIds.stream().map(this::sweep).toList();
  }

  private ComparedSweep sweep(String sweepId) {
    SweepAnalysis analysis =
        StoredSweep.of(store, sweepId, programs, new StandingLook(results)).analysis();
    return new ComparedSweep(analysis, analysis.evidence().metrics());
  }

  private List<ComparedRun> sides(List<RunRecord> runs) {
    return runs.stream().map(this::side).toList();
  }

  private ComparedRun side(RunRecord run) {
    SweepRecord sweep = StoredSweep.find(store, run.sweepId());
    Settings settings = sweep.settings(run);
    boolean parameter = settings.find("seed").isPresent(); // of a search that varies it
    return new ComparedRun(
        StoredSweep.run(store, run),
        parameter ? settings : settings.with("seed", Setting.of(run.seed())),
        "%s, seed %s".formatted(sweep.label(run), run.seed()),
        sweep.header(),
        programs.apply(sweep).metrics());
  }
}
