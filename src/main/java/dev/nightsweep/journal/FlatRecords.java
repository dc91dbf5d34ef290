package dev.nightsweep.journal;

import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The records that JSON has flat. Names and order of their fields are frozen, as {@link WireNames}
 * are; what a journal of before a field leaves out is empty.
 */
final class FlatRecords {
  static final List<FlatRecord<?>> ALL = List.of(header());

  private FlatRecords() {}

  private static FlatRecord<SweepHeader> header() {
    return new FlatRecord<>(SweepHeader.class, FlatRecords::header)
        .field("sweepId", String.class, SweepHeader::sweepId)
        .field("name", String.class, SweepHeader::name)
        .field("question", String.class, SweepHeader::question)
        .field("program", String.class, SweepHeader::program)
        .field("method", String.class, header -> header.method().text())
        .field("objective", Objective.class, SweepHeader::objective)
        .field("judged", Boolean.class, SweepHeader::judged)
        .map("margins", Double.class, SweepHeader::margins)
        .list("seeds", Long.class, SweepHeader::seeds)
        .optional("tuning", Tuning.class, SweepHeader::tuning)
        .optional("rule", SeedRule.class, SweepHeader::rule)
        .list("factors", Factor.class, SweepHeader::factors)
        .list("contrasts", Contrast.class, SweepHeader::contrasts)
        .anyOf("claims", Claim.class, SweepHeader::claims)
        .anyOf("postHoc", String.class, SweepHeader::postHoc)
        .optional("search", Search.class, SweepHeader::search)
        .optional("stopping", Stopping.class, SweepHeader::stopping)
        .field("specFile", String.class, SweepHeader::specFile)
        .field("specHash", String.class, SweepHeader::specHash)
        .field("planHash", String.class, SweepHeader::planHash)
        .field("createdAt", Instant.class, SweepHeader::createdAt);
  }

  private static SweepHeader header(FlatRecord.Values values) {
    return new SweepHeader(
        values.text("sweepId"),
        values.text("name"),
        values.text("program"),
        question(values),
        design(values),
        values.optional("stopping", Stopping.class),
        new SweepHeader.Origin(
            values.text("specFile"), values.text("specHash"), values.text("planHash")),
        values.get("createdAt", Instant.class));
  }

  private static SweepHeader.Question question(FlatRecord.Values values) {
    return new SweepHeader.Question(
        values.text("question"),
        values.get("objective", Objective.class),
        values.flag("judged"),
        values.numbers("margins"),
        values.list("claims", Claim.class),
        values.list("postHoc", String.class));
  }

  private static Design design(FlatRecord.Values values) {
    List<Long> seeds = values.list("seeds", Long.class);
    SearchMethod method = SearchMethod.find(values.text("method")).orElseThrow();
    if (method.isSearch()) {
      return new Design.SearchDesign(method, seeds, values.get("search", Search.class));
    }
    Design.GridDesign grid =
        new Design.GridDesign(
            seeds,
            values.optional("rule", SeedRule.class),
            values.list("factors", Factor.class),
            values.list("contrasts", Contrast.class));
    Optional<Tuning> tuning = values.optional("tuning", Tuning.class);
    return tuning.isPresent() ? new Design.TunedDesign(grid, tuning.get()) : grid;
  }
}
