package dev.nightsweep.report;

import dev.nightsweep.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which classes a net takes for which.
 *
 * @param classes by number and name
 * @param rows the matrix, shaded by the share of its row; empty if there are too many classes for
 *     one
 * @param mistakes the most frequent ones, in place of a matrix
 */
public record Confusion(
    int images, int wrong, List<String> classes, List<List<Grid.Cell>> rows, Grid mistakes) {
  /** Of a matrix that can be looked at. */
  static final int MAX_CLASSES = 30;

  private static final int MAX_MISTAKES = 30;

  private static final List<Grid.Column> COLUMNS =
      List.of(
          Grid.Column.text("true class"),
          Grid.Column.text("seen as"),
          Grid.Column.number("images"),
          Grid.Column.number("of the class"));

  private static final double[] SHADES = {0.0005, 0.002, 0.005, 0.01, 0.03};

  /**
   * @param counts rows are true classes, columns predicted ones
   */
  static Optional<Confusion> of(List<List<Integer>> counts, TestedImages tested) {
    int images = counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    int right = 0;
    for (int i = 0; i < counts.size(); i++) {
      right += counts.get(i).get(i);
    }
    int wrong = images - right;
    boolean many = counts.size() > MAX_CLASSES;
    return images == 0
        ? Optional.empty()
        : Optional.of(
            new Confusion(
                images,
                wrong,
                IntStream.range(0, counts.size()).mapToObj(tested::label).toList(),
                many ? List.of() : matrix(counts),
                new Grid(
                    "The most frequent mistakes: %d of %d test images are misclassified"
                        .formatted(wrong, images),
                    COLUMNS,
                    many ? mistakes(counts, tested) : List.of())));
  }

  private static List<List<Grid.Cell>> matrix(List<List<Integer>> counts) {
    return IntStream.range(0, counts.size()).mapToObj(row -> row(row, counts.get(row))).toList();
  }

  private record Mistake(int truth, int predicted, int images) {}

  private static List<List<Grid.Cell>> mistakes(List<List<Integer>> counts, TestedImages tested) {
    return IntStream.range(0, counts.size())
        .boxed()
        .flatMap(
            truth ->
                IntStream.range(0, counts.size())
                    .filter(seen -> seen != truth && counts.get(truth).get(seen) > 0)
                    .mapToObj(seen -> new Mistake(truth, seen, counts.get(truth).get(seen))))
        .sorted(Comparator.comparingInt(Mistake::images).reversed())
        .limit(MAX_MISTAKES)
        .map(mistake -> cells(mistake, counts.get(mistake.truth()), tested))
        .toList();
  }

  private static List<Grid.Cell> cells(
      Mistake mistake, List<Integer> ofClass, TestedImages tested) {
    int all = ofClass.stream().mapToInt(Integer::intValue).sum();
    return Grid.row(
        tested.label(mistake.truth()),
        tested.label(mistake.predicted()),
        Integer.toString(mistake.images()),
        Numbers.plain(100.0 * mistake.images() / all, 1) + " %");
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
