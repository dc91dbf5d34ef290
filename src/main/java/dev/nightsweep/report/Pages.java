package dev.nightsweep.report;

import dev.nightsweep.model.SweepRecord;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/**
 * Draws pages: one HTML file each, complete in itself. Nothing is loaded, and equal facts give
 * equal bytes. Safe for use by several threads.
 */
public final class Pages {
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "dev.nightsweep.report.templates");

  private final Style style;

  private final PageQueries queries;

  /** Pages to be kept or mailed. */
  public Pages(PageQueries queries) {
    this(queries, false);
  }

  private Pages(PageQueries queries, boolean live) {
    this.queries = queries;
    this.style = Style.load(live);
  }

  /** Pages to be served: they hear from their server how things go on. */
  public static Pages live(PageQueries queries) {
    return new Pages(queries, true);
  }

  /** The page of one sweep. */
  public String sweep(SweepFacts facts) {
    return render("sweep.jte", SweepPage.of(facts, queries.ofSweep(facts), style));
  }

  /**
   * The page of one run.
   *
   * @param sweep that it belongs to
   * @param program that it was a run of
   * @param images that it was tested on, if they are at hand
   */
  public String run(RunFacts run, SweepRecord sweep, ProgramFacts program, TestedImages images) {
    RunPage.Subject subject = new RunPage.Subject(run, sweep, program, images);
    return render("run.jte", RunPage.of(subject, queries.ofRun(run.run()), style));
  }

  /**
   * Runs side by side.
   *
   * @param onlyRight by run, images that it alone has right; may be empty
   */
  public String runs(List<ComparedRun> runs, List<List<WrongImage>> onlyRight) {
    return render("compare.jte", ComparePage.ofRuns(runs, onlyRight, style));
  }

  /** Sweeps side by side. */
  public String sweeps(List<ComparedSweep> sweeps) {
    return render("compare.jte", ComparePage.ofSweeps(sweeps, style));
  }

  /** The page of all sweeps, in the given order. */
  public String index(List<SweepLine> sweeps) {
    return render("index.jte", IndexPage.of(sweeps, style));
  }

  private String render(String template, Object page) {
    StringOutput output = new StringOutput();
    SectionBodies bodies = this::body;
    templates.render(template, Map.of("page", page, "bodies", bodies), output);
    return output.toString();
  }

  private Content body(Section section) {
    Map<String, Object> view = Map.of("view", section.body().view());
    return output -> templates.render(section.body().template(), view, output);
  }
}
