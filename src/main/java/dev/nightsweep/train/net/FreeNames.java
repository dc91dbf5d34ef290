package dev.nightsweep.train.net;

import dev.nightsweep.spec.Literal;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that layers and parameters of a net file can have. */
final class FreeNames {
  static final int MAX_LENGTH = 60;
  private static final Pattern LAYER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
  private static final Pattern PARAMETER =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(\\.[A-Za-z0-9_]++)*+");

  /** What means something in expressions. */
  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "true", "false", NetFile.CLASSES);

  private FreeNames() {}

  static boolean isLayer(String name) {
    return isFree(name) && LAYER.matcher(name).matches();
  }

  static boolean isParameter(String name) {
    return isFree(name) && PARAMETER.matcher(name).matches();
  }

  private static boolean isFree(String name) {
    return name.length() <= MAX_LENGTH
        && !RESERVED.contains(name)
        && !Literal.WORDS_FOR_BOOLEANS.containsKey(name); // when: on is no parameter
  }
}
