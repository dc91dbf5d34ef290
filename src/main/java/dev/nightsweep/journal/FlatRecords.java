package dev.nightsweep.journal;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ChanceLevel;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Design;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.FileHashes;
import dev.nightsweep.model.JudgedContrast;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.Tuning;
import dev.nightsweep.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The records that JSON has flat. Names and order of their fields are frozen, as {@link WireNames}
 * are; a field that older journals lack is empty.
 */
final class FlatRecords {
  static final List<FlatRecord<?>> ALL = List.of(header(), contrastResult(), assignment());

  private FlatRecords() {}

  private static FlatRecord<SweepHeader> header() {
    return new FlatRecord<>(SweepHeader.class, FlatRecords::header)
        .field("sweepId", String.class, SweepHeader::sweepId)
        .field("name", String.class, SweepHeader::name)
        .field("question", String.class, SweepHeader::question)
        .field("program", String.class, header -> header.program().text())
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
        .optional("stuck", ChanceLevel.class, SweepHeader::stuck)
        .anyOf("judgedBefore", JudgedContrast.class, SweepHeader::judgedBefore)
        .optional("search", Search.class, SweepHeader::search)
        .optional("stopping", Stopping.class, SweepHeader::stopping)
        .field("specFile", String.class, SweepHeader::specFile)
        .field("specHash", String.class, SweepHeader::specHash)
        .field("planHash", String.class, SweepHeader::planHash)
        .optional("code", ProgramCode.class, SweepHeader::code)
        .optional("place", String.class, SweepHeader::place)
        .optional("net", String.class, header -> header.program().net())
        .field("createdAt", Instant.class, SweepHeader::createdAt);
  }

  private static SweepHeader header(FlatRecord.Values values) {
    return new SweepHeader(
        values.text("sweepId"),
        values.text("name"),
        program(values),
        question(values),
        design(values),
        values.optional("stopping", Stopping.class),
        new SweepHeader.Origin(
            values.text("specFile"),
            values.text("specHash"),
            values.text("planHash"),
            values.optional("code", ProgramCode.class),
            values.optional("place", String.class)),
        values.get("createdAt", Instant.class));
  }

  private static ProgramRef program(FlatRecord.Values values) {
    return ProgramRef.parse(values.text("program"), values.optional("net", String.class));
  }

  private static SweepHeader.Question question(FlatRecord.Values values) {
    return new SweepHeader.Question(
        values.text("question"),
        values.get("objective", Objective.class),
        values.flag("judged"),
        values.numbers("margins"),
        values.list("claims", Claim.class),
        values.list("postHoc", String.class),
        values.optional("stuck", ChanceLevel.class),
        values.list("judgedBefore", JudgedContrast.class));
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

  private static FlatRecord<ContrastResult> contrastResult() {
    return new FlatRecord<>(ContrastResult.class, FlatRecords::contrastResult)
        .field("factor", String.class, ContrastResult::factor)
        .field("level", String.class, ContrastResult::level)
        .field("baseline", String.class, ContrastResult::baseline)
        .field("metric", String.class, ContrastResult::metric)
        .field("pairs", Integer.class, ContrastResult::pairs)
        .field("meanDifference", Double.class, ContrastResult::meanDifference)
        .field("ciLow", Double.class, ContrastResult::ciLow)
        .field("ciHigh", Double.class, ContrastResult::ciHigh)
        .field("pValue", Double.class, ContrastResult::pValue)
        .field("pT", Double.class, ContrastResult::pT)
        .field("pHolm", Double.class, ContrastResult::pHolm)
        .field("pEquivalence", Double.class, ContrastResult::pEquivalence)
        .field("verdict", Verdict.class, ContrastResult::verdict)
        .field("look", Integer.class, ContrastResult::look)
        .optional("pEquivalenceHolm", Double.class, r -> known(r.pEquivalenceHolm()))
        .optional("foundAt", Integer.class, ContrastResult::foundAt)
        .optional("estimateLooks", Double.class, r -> known(r.overLooks().estimate()))
        .optional("ciLowLooks", Double.class, r -> known(r.overLooks().low()))
        .optional("ciHighLooks", Double.class, r -> known(r.overLooks().high()))
        .optional("crossedImages", Integer.class, ContrastResult::images)
        .optional("byLevel", String.class, ContrastResult::byLevel)
        .optional("probWorse", Double.class, r -> known(r.posterior().worse()))
        .optional("probEquivalent", Double.class, r -> known(r.posterior().equivalent()))
        .optional("probBetter", Double.class, r -> known(r.posterior().better()))
        .optional("pFailures", Double.class, ContrastResult::pFailures);
  }

  private static ContrastResult contrastResult(FlatRecord.Values values) {
    return new ContrastResult(
        new ContrastResult.Levels(
            values.text("factor"), values.text("level"), values.text("baseline")),
        values.text("metric"),
        values.whole("pairs"),
        new ContrastResult.Difference(
            values.number("meanDifference"),
            values.number("ciLow"),
            values.number("ciHigh"),
            new ContrastResult.Reach(
                values.optional("crossedImages", Integer.class).orElse(0),
                values.optional("byLevel", String.class).orElse(""))),
        new ContrastResult.PValues(
            values.number("pValue"),
            values.number("pT"),
            values.number("pHolm"),
            values.number("pEquivalence"),
            orUnknown(values, "pEquivalenceHolm"),
            orUnknown(values, "pFailures"),
            new ContrastResult.Posterior(
                orUnknown(values, "probWorse"),
                orUnknown(values, "probEquivalent"),
                orUnknown(values, "probBetter"))),
        values.get("verdict", Verdict.class),
        values.whole("look"),
        new ContrastResult.OverLooks(
            values.whole("foundAt"),
            orUnknown(values, "estimateLooks"),
            orUnknown(values, "ciLowLooks"),
            orUnknown(values, "ciHighLooks")));
  }

  private static Optional<Double> known(double number) {
    return Double.isNaN(number) ? Optional.empty() : Optional.of(number);
  }

  private static double orUnknown(FlatRecord.Values values, String name) {
    return values.optional(name, Double.class).orElse(Double.NaN);
  }

  private static FlatRecord<Assignment> assignment() {
    return new FlatRecord<>(Assignment.class, FlatRecords::assignment)
        .field("sweepId", String.class, Assignment::sweepId)
        .field("runId", String.class, Assignment::runId)
        .field("attempt", Integer.class, Assignment::attempt)
        .field("program", String.class, Assignment::program)
        .field("settings", Settings.class, Assignment::settings)
        .field("seed", Long.class, Assignment::seed)
        .field("identity", String.class, Assignment::identity)
        .field("checkpoints", Assignment.Checkpoints.class, Assignment::checkpoints)
        .field("folder", String.class, Assignment::folder)
        .field("host", Environment.class, Assignment::host)
        .optional("files", FileHashes.class, FlatRecords::files)
        .optional("holdAfter", Integer.class, FlatRecords::holdAfter)
        .optional("metric", String.class, FlatRecords::metric)
        .optional("metricRequired", Boolean.class, FlatRecords::metricRequired)
        .optional("metricFirstStands", Boolean.class, FlatRecords::metricFirstStands)
        .optional("net", String.class, run -> run.task().program().net());
  }

  private static Assignment assignment(FlatRecord.Values values) {
    return new Assignment(
        values.text("sweepId"),
        values.text("runId"),
        values.whole("attempt"),
        new Assignment.Task(
            program(values),
            values.get("settings", Settings.class),
            values.optional("seed", Long.class).orElse(0L),
            values.text("identity"),
            values.optional("files", FileHashes.class).orElse(FileHashes.NONE),
            new Assignment.JudgedMetric(
                values.optional("metric", String.class).orElse(""),
                values.flag("metricRequired"),
                values.flag("metricFirstStands"))),
        values.get("checkpoints", Assignment.Checkpoints.class),
        values.text("folder"),
        values.get("host", Environment.class),
        values.whole("holdAfter"));
  }

  private static Optional<Integer> holdAfter(Assignment run) {
    return Optional.of(run.holdAfter()).filter(epoch -> epoch > 0);
  }

  private static Optional<String> metric(Assignment run) {
    return Optional.of(run.judged().name()).filter(name -> !name.isEmpty());
  }

  private static Optional<Boolean> metricRequired(Assignment run) {
    return Optional.of(run.judged().isRequired()).filter(required -> required);
  }

  private static Optional<Boolean> metricFirstStands(Assignment run) {
    return Optional.of(run.judged().firstStands()).filter(first -> first);
  }

  private static Optional<FileHashes> files(Assignment run) {
    return Optional.of(run.files()).filter(files -> !files.equals(FileHashes.NONE));
  }
}
