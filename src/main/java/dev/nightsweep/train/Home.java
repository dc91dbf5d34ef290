package dev.nightsweep.train;

/** Journals travel in mailed pages: whose home a path lies in is nobody's business. */
public final class Home {
  private static final String PATH = System.getProperty("user.home", "");

  private Home() {}

  /** The text with {@code ~} for the user's home folder. */
  public static String hidden(String text) {
    return PATH.length() > 1 ? text.replace(PATH, "~") : text;
  }
}
