package dev.nightsweep.report.chart;

import java.util.List;

/**
 * A figure: drawings with a caption that says what they show.
 *
 * @param svg finished and escaped
 * @param narrow the same for small screens; empty if the first one serves
 * @param caption a line for each thing that is shown
 */
public record Figure(String svg, String narrow, List<String> caption) {
  public Figure {
    caption = List.copyOf(caption);
  }

  public Figure(String svg, String narrow, String caption) {
    this(svg, narrow, List.of(caption));
  }
}
