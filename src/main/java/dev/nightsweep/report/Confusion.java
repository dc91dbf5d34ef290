package dev.nightsweep.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A confusion matrix, shaded by the share of its row. */
public record Confusion(int images, int wrong, List<List<Grid.Cell>> rows) {
  private static final double[] SHADES = {0.0005, 0.002, 0.005, 0.01, 0.03};

  /**
   * @param counts rows are true classes, columns predicted ones
   */
  static Optional<Confusion> of(List<List<Integer>> counts) {
    int images = counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    int right = 0;
    for (int i = 0; i < counts.size(); i++) {
      right += counts.get(i).get(i);
    }
    int wrong = images - right;
    List<List<Grid.Cell>> rows =
        IntStream.range(0, counts.size()).mapToObj(row -> row(row, counts.get(row))).toList();
    return images == 0 ? Optional.empty() : Optional.of(new Confusion(images, wrong, rows));
  }

  private static List<Grid.Cell> row(int row, List<Integer> counts) {
    int all = counts.stream().mapToInt(Integer::intValue).sum();
    return IntStream.range(0, counts.size())
        .mapToObj(column -> cell(row == column, counts.get(column), all))
        .toList();
  }

  private static Grid.Cell cell(boolean right, int count, int all) {
    String text = count == 0 ? "·" : Integer.toString(count);
    return Grid.Cell.styled(text, right ? "right" : "w" + shade((double) count / Math.max(1, all)));
  }

  private static int shade(double share) {
    int shade = 0;
    while (shade < SHADES.length && share >= SHADES[shade]) {
      shade++;
    }
    return shade;
  }
}
