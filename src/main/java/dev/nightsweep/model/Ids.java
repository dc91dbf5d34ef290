package dev.nightsweep.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which texts may be ids of sweeps and runs. Ids become names of folders, so they are safe as such
 * everywhere, and lead nowhere.
 */
public final class Ids {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,199}");

  /** Names that Windows keeps for devices. */
  private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com\\d|lpt\\d");

  private static final int MAX_SLUG_LENGTH = 40;

  private Ids() {}

  public static boolean isId(String text) {
    return text != null
        && ID.matcher(text).matches()
        && !DEVICE.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Whether a text can name a folder and leads nowhere else, which is the least that any id must
   * do.
   */
  public static boolean isName(String text) {
    return text != null
        && !text.isEmpty()
        && !text.startsWith(".")
        && text.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == ':');
  }

  /** Lower-case letters, digits and dashes: the beginning of an id, whatever the name. */
  public static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = slug.substring(0, Math.min(slug.length(), MAX_SLUG_LENGTH));
    return cut.isEmpty() ? "sweep" : cut;
  }

  /** The text as a message may show it, whatever it is. */
  public static String shown(String text) {
    String plain = String.valueOf(text).replaceAll("[^\\p{Graph}\\p{IsLetter} ]", "?");
    return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
  }
}
