package dev.nightsweep.publish.queries;

import dev.nightsweep.model.RunRecord;
import dev.nightsweep.report.PageQueries;
import dev.nightsweep.report.SectionQuery;
import dev.nightsweep.report.SweepFacts;
import java.util.List;
import java.util.Map;

/** Queries on the public views of the store. */
public final class StoreQueries implements PageQueries {

  @Override
  public Map<String, List<SectionQuery>> ofSweep(SweepFacts facts) {
    return new SectionQueries(facts).bySection();
  }

  @Override
  public List<SectionQuery> ofRun(RunRecord run) {
    String id = Sql.literal(run.runId());
    return List.of(
        Sql.query("The run", "SELECT * FROM runs WHERE run_id = %s ORDER BY run_id", id),
        Sql.query(
            "Its readings",
            "SELECT epoch, name, reading, kind FROM metrics WHERE run_id = %s ORDER BY name, epoch",
            id),
        Sql.query(
            "Its confusion",
            "SELECT * FROM confusions WHERE run_id = %s ORDER BY truth, predicted",
            id),
        Sql.query(
            "Its settings",
            "SELECT name, setting FROM run_parameters WHERE run_id = %s ORDER BY name",
            id));
  }
}
