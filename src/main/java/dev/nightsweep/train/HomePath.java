package dev.nightsweep.train;

/** Masks the user's home folder in paths, because journals are published and mailed with pages. */
public final class HomePath {
  private static final String PATH = System.getProperty("user.home", "");

  private HomePath() {}

  /** The text with {@code ~} for the user's home folder. */
  public static String masked(String text) {
    return PATH.length() > 1 ? text.replace(PATH, "~") : text;
  }
}
