package dev.nightsweep.model;

/**
 * A parameter that a search varied.
 *
 * @param text what it was drawn from, for people: {@code 0.001…0.1, log scale}
 */
public record Searched(String name, Scale scale, String text) {

  /** What lies near what. */
  public enum Scale {
    /** Settings without order. */
    CATEGORIES,
    /** Numbers; equal differences are equally far. */
    LINEAR,
    /** Numbers above zero; equal ratios are equally far. */
    LOG
  }
}
