package dev.nightsweep.serve;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody guesses. */
public final class Tokens {
  private static final int BYTES = 24;

  private Tokens() {}

  /** A new one, of letters, digits, hyphens and underscores. */
  public static String random() {
    byte[] token = new byte[BYTES];
    new SecureRandom().nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }
}
