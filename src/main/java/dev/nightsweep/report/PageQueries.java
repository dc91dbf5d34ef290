package dev.nightsweep.report;

import dev.nightsweep.model.RunRecord;
import java.util.List;
import java.util.Map;

/** The queries that give the numbers of a page, to be shown beside them. */
public interface PageQueries {

  /** Those of a sweep's page by the id of the section; a section may have none. */
  Map<String, List<SectionQuery>> ofSweep(SweepFacts facts);

  /** Those of a run's page. */
  List<SectionQuery> ofRun(RunRecord run);
}
