package dev.nightsweep.report.chart;

import static dev.nightsweep.report.chart.Svg.number;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shapes that tell series apart without colour, about eight units across. */
public enum Marker {
  CIRCLE(0, 0),
  SQUARE(4, 45),
  TRIANGLE(3, -90),
  DIAMOND(4, 0),
  TRIANGLE_DOWN(3, 90),
  PENTAGON(5, -90),
  HEXAGON(6, 0),
  TRIANGLE_RIGHT(3, 0);

  /** In the order in which series take them. */
  public static final List<Marker> SHAPES = List.of(values());

  private static final double RADIUS = 4.4;

  private final int corners;
  private final int turn;

  Marker(int corners, int turn) {
    this.corners = corners;
    this.turn = turn;
  }

  /** The outline around a point, as path data. */
  String path(double x, double y) {
    if (corners == 0) {
      return "M%s %sa3.7 3.7 0 1 0 7.4 0a3.7 3.7 0 1 0 -7.4 0z"
          .formatted(number(x - 3.7), number(y));
    }
    return IntStream.range(0, corners)
        .mapToDouble(corner -> Math.toRadians(turn + 360.0 * corner / corners))
        .mapToObj(
            angle ->
                number(x + RADIUS * Math.cos(angle)) + " " + number(y + RADIUS * Math.sin(angle)))
        .collect(Collectors.joining("L", "M", "z"));
  }
}
