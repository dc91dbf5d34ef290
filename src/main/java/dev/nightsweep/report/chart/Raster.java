package dev.nightsweep.report.chart;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Draws grey images as SVG: a path for each of a few levels, which keeps a page small. */
public final class Raster {
  private static final int LEVELS = 5;
  private static final double GAP = 2;
  private static final int MAX_IN_ROW = 12;

  private Raster() {}

  /**
   * An image on its own; what stands beside it says what it is.
   *
   * @param pixels row by row, 0 to 255
   */
  public static String picture(int columns, List<Integer> pixels, String id, String title) {
    int rows = pixels.size() / columns;
    Svg svg = new Svg(columns, rows, id, title, title);
    svg.box(0, 0, columns, rows, "paper");
    IntUnaryOperator level = i -> (int) Math.round(pixels.get(i) / 255.0 * LEVELS);
    draw(svg, new Cell(0, 0, rows, columns), level, "ink");
    return svg.finish();
  }

  /**
   * Small squares in rows; dark where a share is positive, coloured where it is negative.
   *
   * @param size rows, and columns, of each
   * @param shares in [−1, 1], square by square, row by row
   * @param caption what is shown
   */
  public static Figure squares(int size, double[] shares, String title, String caption) {
    int count = shares.length / (size * size);
    int rows = (count + MAX_IN_ROW - 1) / MAX_IN_ROW;
    int columns = Math.min(MAX_IN_ROW, count);
    Svg svg = new Svg(columns * (size + GAP), rows * (size + GAP), "filters", title, caption);
    for (int i = 0; i < count; i++) {
      double x = i % MAX_IN_ROW * (size + GAP) + GAP / 2;
      int row = i / MAX_IN_ROW;
      double y = row * (size + GAP) + GAP / 2;
      Cell cell = new Cell(x, y, size, size);
      int from = i * size * size;
      svg.box(x, y, size, size, "paper");
      draw(svg, cell, j -> (int) Math.round(Math.max(0, shares[from + j]) * LEVELS), "ink");
      draw(svg, cell, j -> (int) Math.round(Math.max(0, -shares[from + j]) * LEVELS), "heat");
    }
    return new Figure(svg.finish(), "", caption);
  }

  private record Cell(double x, double y, int rows, int columns) {}

  /**
   * @param level of a pixel, 0 for none to {@value #LEVELS}
   */
  private static void draw(Svg svg, Cell cell, IntUnaryOperator level, String style) {
    List<StringBuilder> paths = Stream.generate(StringBuilder::new).limit(LEVELS + 1).toList();
    for (int row = 0; row < cell.rows(); row++) {
      int column = 0;
      while (column < cell.columns()) {
        int start = column;
        int of = level.applyAsInt(row * cell.columns() + start);
        while (column < cell.columns() && level.applyAsInt(row * cell.columns() + column) == of) {
          column++;
        }
        int length = column - start;
        paths
            .get(of)
            .append('M')
            .append(Svg.number(cell.x() + start))
            .append(' ')
            .append(Svg.number(cell.y() + row))
            .append("h%dv1h-%dz".formatted(length, length));
      }
    }
    for (int of = 1; of <= LEVELS; of++) {
      if (!paths.get(of).isEmpty()) {
        svg.path(paths.get(of).toString(), style + " l" + of);
      }
    }
  }
}
