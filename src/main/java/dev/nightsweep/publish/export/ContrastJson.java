package dev.nightsweep.publish.export;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.ContrastResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is measured of a contrast, as JSON tells it. */
public final class ContrastJson {
  private ContrastJson() {}

  /** By field; for {@code time} the difference and its 95 % t interval are ratios. */
  public static Map<String, Object> of(ContrastDetail detail) {
    ContrastResult result = detail.result();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("factor", result.factor());
    fields.put("level", result.level());
    fields.put("baseline", result.baseline());
    fields.put("metric", result.metric());
    fields.put("pairs", result.pairs());
    fields.put("meanDifference", result.meanDifference());
    fields.put("interval", new Interval(result.ciLow(), result.ciHigh()));
    fields.put("pSignFlip", result.pValue());
    fields.put("effectSize", detail.spread().effectSize());
    fields.put("improvement", detail.improvement());
    fields.put("improvementInterval", detail.improvementInterval());
    return fields;
  }
}
