package dev.nightsweep.serve;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets that nobody guesses. */
public final class Tokens {
  private static final int BYTES = 24;
  private static final String ALGORITHM = "HmacSHA256";

  private Tokens() {}

  /** A new one, of letters, digits, hyphens and underscores. */
  public static String random() {
    byte[] token = new byte[BYTES];
    new SecureRandom().nextBytes(token);
    return encoded(token);
  }

  /** Whether two are the same, in a time that does not tell how much of them is. */
  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** One that follows from another, and from which that one does not follow. */
  static String derived(String token, String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return encoded(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encoded(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }
}
