package dev.nightsweep.report;

import java.util.List;

/**
 * A figure: drawings with a caption that says what they show.
 *
 * @param svg finished and escaped
 * @param narrow the same for small screens; empty if the first one serves
 * @param caption a line for each thing that is shown
 */
public record Drawing(String svg, String narrow, List<String> caption) {
  public Drawing {
    caption = List.copyOf(caption);
  }

  Drawing(String svg, String narrow, String caption) {
    this(svg, narrow, List.of(caption));
  }
}
