package dev.nightsweep.cli.console;

import dev.nightsweep.intake.IntakePreview;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a tracker's runs, for whoever takes them in. */
public record IntakeText(IntakePreview preview) {
  private static final int MAX_ROWS = 20;
  private static final int MAX_ITEMS = 8;

  /** All that is known before they are taken in. */
  public String whole() {
    List<String> blocks = new ArrayList<>(List.of(head()));
    if (!preview.parameters().isEmpty()) {
      blocks.add(parameters());
    }
    blocks.add(arms());
    if (!preview.contrasts().isEmpty()) {
      blocks.add(contrasts());
    }
    blocks.add(remarks());
    return String.join(System.lineSeparator() + System.lineSeparator(), blocks);
  }

  /** What is not to be overlooked once they were taken in. */
  public String remarks() {
    return preview.remarks().stream()
        .map(remark -> "· " + remark)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private String head() {
    IntakePreview.Source source = preview.source();
    IntakePreview.Asked asked = preview.asked();
    TextTable rows = new TextTable("", "");
    rows.row("source", "%s: %s".formatted(source.tracker(), source.path()));
    rows.row("runs", "%,d taken of %,d".formatted(source.taken(), source.read()));
    rows.row("sweep", asked.sweepId());
    rows.row(
        "metric",
        "%s, %s"
            .formatted(
                asked.objective().metric(),
                asked.objective().goal().name().toLowerCase(Locale.ROOT)));
    rows.row("seed", asked.seed().orElse("none was found"));
    if (!asked.baseline().isEmpty()) {
      rows.row("baseline", asked.baseline());
    }
    return rows.toString().stripLeading();
  }

  private String parameters() {
    TextTable table = new TextTable("varies", "settings", "with so many runs");
    preview.parameters().stream().limit(MAX_ROWS).forEach(p -> table.row(row(p)));
    return table + more(preview.parameters().size());
  }

  private static List<String> row(IntakePreview.Varying parameter) {
    String levels =
        parameter.levels().entrySet().stream()
            .limit(MAX_ITEMS)
            .map(level -> "%s (%,d)".formatted(level.getKey(), level.getValue()))
            .collect(Collectors.joining(", "));
    boolean all = parameter.levels().size() <= MAX_ITEMS;
    return List.of(
        parameter.name(),
        "%,d".formatted(parameter.levels().size()),
        all ? levels : levels + ", …");
  }

  private String arms() {
    if (!preview.judged()) {
      return "%s, %s; nothing is compared."
          .formatted(
              Numbers.count(preview.arms().size(), "arm"),
              Numbers.count(preview.source().taken(), "run"));
    }
    TextTable table = new TextTable("arm", "seeds", "missing", "without a reading");
    for (IntakePreview.ArmSeeds arm : preview.arms().subList(0, shown(preview.arms().size()))) {
      table.row(arm.arm(), list(arm.seeds()), list(arm.missing()), Integer.toString(arm.failed()));
    }
    return table + more(preview.arms().size());
  }

  private static String list(List<Long> seeds) {
    String first =
        seeds.stream().limit(MAX_ITEMS).map(String::valueOf).collect(Collectors.joining(" "));
    return seeds.size() <= MAX_ITEMS ? first : "%s … (%,d)".formatted(first, seeds.size());
  }

  private String contrasts() {
    TextTable table = new TextTable("compared", "pairs", "of seeds");
    for (IntakePreview.Pairs pairs :
        preview.contrasts().subList(0, shown(preview.contrasts().size()))) {
      table.row(pairs.contrast(), Integer.toString(pairs.pairs()), Integer.toString(pairs.seeds()));
    }
    return table + more(preview.contrasts().size());
  }

  private static int shown(int rows) {
    return Math.min(rows, MAX_ROWS);
  }

  private static String more(int rows) {
    return rows <= MAX_ROWS
        ? ""
        : System.lineSeparator() + "and %,d more".formatted(rows - MAX_ROWS);
  }
}
