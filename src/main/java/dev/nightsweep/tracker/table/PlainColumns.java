package dev.nightsweep.tracker.table;

import dev.nightsweep.tracker.UnreadableRunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides what columns are whose names have no prefix. One that varies within a run is a metric. Of
 * the others a metric is what is called like one; a parameter is what is called like one, is no
 * number, is whole or stays the same over the rows of a run; or is shared by runs. A fraction that
 * no two runs share is a metric. What is between is refused.
 */
final class PlainColumns {
  private static final Pattern WORDS = Pattern.compile("[^a-z]+");
  private static final Set<String> SEEDS = Set.of("seed", "randomstate");

  /** What the last word of a metric's name is, most often, or the last two. */
  private static final Set<String> METRICS =
      Set.of(
          ("acc accuracy loss error err errorrate f auc auroc map precision recall rmse mse mae r"
                  + " bleu rouge perplexity ppl bpb score reward return epoch step runtime duration")
              .split(" ", -1));

  /** The same of a parameter's name. */
  private static final Set<String> PARAMETERS =
      Set.of(
          ("lr rate decay wd dropout momentum alpha beta gamma lambda tau eps epsilon temperature"
                  + " smoothing width scale size weight")
              .split(" ", -1));

  private final RunTable table;
  private final TableColumns columns;
  private final Collection<List<RunTable.Row>> runs;

  PlainColumns(RunTable table, TableColumns columns, Collection<List<RunTable.Row>> runs) {
    this.table = table;
    this.columns = columns;
    this.runs = runs;
  }

  /** All columns that are none of the single ones, each as a parameter, a metric or a label. */
  List<TableColumns.Named> decided() throws UnreadableRunException {
    List<TableColumns.Named> decided = new ArrayList<>();
    for (TableColumns.Named column : columns.others()) {
      boolean plain = column.role() == ColumnRole.PLAIN;
      decided.add(
          plain ? new TableColumns.Named(column.index(), column.name(), role(column)) : column);
    }
    return decided;
  }

  private ColumnRole role(TableColumns.Named column) throws UnreadableRunException {
    boolean parameters = columns.hasOther(ColumnRole.PARAMETER);
    boolean metrics = columns.hasOther(ColumnRole.METRIC) || columns.has(ColumnRole.METRIC_NAME);
    if (isSeed(column.name()) || (metrics && !parameters)) {
      return ColumnRole.PARAMETER;
    } else if (parameters) {
      return metrics || !isNumeric(column) ? ColumnRole.LABEL : ColumnRole.METRIC;
    }
    return byValues(column);
  }

  private boolean isNumeric(TableColumns.Named column) {
    return table.rows().stream()
        .map(row -> row.cell(column.index()))
        .allMatch(cell -> cell.isNothing() || cell.isNumeric());
  }

  static boolean isSeed(String name) {
    return isCalled(SEEDS, name);
  }

  private static String[] words(String name) {
    return WORDS.split(name.toLowerCase(Locale.ROOT).replaceAll("[0-9]+$", ""));
  }

  private ColumnRole byValues(TableColumns.Named column) throws UnreadableRunException {
    Map<Object, Integer> counts = new HashMap<>();
    boolean numeric = isNumeric(column);
    boolean whole = true;
    for (List<RunTable.Row> run : runs) {
      List<Cell> values = DistinctCells.of(run, column.index());
      if (values.size() > 1) {
        return varying(column, numeric, values);
      }
      for (Cell value : values) {
        whole &= value.isWhole();
        counts.merge(value.isNumeric() ? value.number() : value.text(), 1, Integer::sum);
      }
    }
    if (numeric && isCalled(METRICS, column.name())) {
      return ColumnRole.METRIC;
    } else if (!numeric
        || whole
        || isCalled(PARAMETERS, column.name())
        || runs.size() < table.rows().size()
        || counts.values().stream().allMatch(n -> n > 1)) {
      return ColumnRole.PARAMETER;
    } else if (counts.values().stream().allMatch(n -> n == 1)) {
      return ColumnRole.METRIC;
    }
    throw new UnreadableRunException(
        table.file(),
        "nothing tells whether its column “%s” is a parameter or a metric: some runs share a value of it, others do not. Call it “param.%s” or “metric.%s”"
            .formatted(column.name(), column.name(), column.name()));
  }

  private ColumnRole varying(TableColumns.Named column, boolean numeric, List<Cell> values)
      throws UnreadableRunException {
    if (numeric) {
      return ColumnRole.METRIC;
    }
    throw new UnreadableRunException(
        table.file(),
        "its column “%s” has several values in one run, such as “%s” and “%s”, and not all are numbers. If it tells metrics apart, make it part of their names; if it tells runs apart, of theirs"
            .formatted(column.name(), values.get(0).text(), values.get(1).text()));
  }

  private static boolean isCalled(Set<String> endings, String name) {
    String[] words = words(name);
    int last = words.length - 1;
    return last >= 0
        && (endings.contains(words[last])
            || (last > 0 && endings.contains(words[last - 1] + words[last])));
  }
}
