package dev.nightsweep.report;

import java.util.List;

/**
 * What is known of the images that a run was tested on, beside what its journal tells.
 *
 * @param classNames in the order of the labels; empty if the data set is not at hand
 * @param worst those that it tells wrong
 */
public record TestedImages(List<String> classNames, List<WrongImage> worst) {
  public static final TestedImages NONE = new TestedImages(List.of(), List.of());

  public TestedImages {
    classNames = List.copyOf(classNames);
    worst = List.copyOf(worst);
  }

  /** A class's number and, if it has one, its name. */
  String label(int number) {
    String text = Integer.toString(number);
    boolean named = number < classNames.size() && !classNames.get(number).equals(text);
    return named ? text + " " + classNames.get(number) : text;
  }
}
