package dev.nightsweep.report.chart;

import dev.nightsweep.model.Filters;
import dev.nightsweep.model.Picture;
import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Draws grey images as SVG: a path for each of a few levels, which keeps a page small. */
public final class Raster {
  private static final int LEVELS = 5;
  private static final double GAP = 2;
  private static final int FILTERS_A_ROW = 12;

  private Raster() {}

  /** An image on its own; what stands beside it says what it is. */
  public static String picture(Picture picture, String id, String title) {
    Svg svg = new Svg(picture.columns(), picture.rows(), id, title, title);
    svg.box(0, 0, picture.columns(), picture.rows(), "paper");
    IntUnaryOperator level = i -> (int) Math.round(picture.pixels().get(i) / 255.0 * LEVELS);
    draw(svg, new Cell(0, 0, picture.rows(), picture.columns()), level, "ink");
    return svg.finish();
  }

  /** All filters in rows; dark for positive weights, coloured for negative ones. */
  public static Figure filters(Filters filters) {
    int size = filters.size();
    int rows = (filters.count() + FILTERS_A_ROW - 1) / FILTERS_A_ROW;
    int columns = Math.min(FILTERS_A_ROW, filters.count());
    String caption =
        "The %s of the first convolution, %s×%s; grey is a positive weight, orange a negative one, the darkest %s."
            .formatted(
                Numbers.count(filters.count(), "filter"),
                size,
                size,
                Numbers.plain(filters.largest(), 3));
    Svg svg =
        new Svg(
            columns * (size + GAP), rows * (size + GAP), "filters", "Filters of conv1", caption);
    double[] shares = filters.shares();
    for (int f = 0; f < filters.count(); f++) {
      double x = f % FILTERS_A_ROW * (size + GAP) + GAP / 2;
      int row = f / FILTERS_A_ROW;
      double y = row * (size + GAP) + GAP / 2;
      Cell cell = new Cell(x, y, size, size);
      int from = f * size * size;
      svg.box(x, y, size, size, "paper");
      draw(svg, cell, i -> (int) Math.round(Math.max(0, shares[from + i]) * LEVELS), "ink");
      draw(svg, cell, i -> (int) Math.round(Math.max(0, -shares[from + i]) * LEVELS), "heat");
    }
    return new Figure(svg.finish(), "", caption);
  }

  private record Cell(double x, double y, int rows, int columns) {}

  /**
   * @param level of a pixel, 0 for none to {@value #LEVELS}
   */
  private static void draw(Svg svg, Cell cell, IntUnaryOperator level, String style) {
    List<StringBuilder> paths =
        java.util.stream.Stream.generate(StringBuilder::new).limit(LEVELS + 1).toList();
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
