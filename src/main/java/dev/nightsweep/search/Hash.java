package dev.nightsweep.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over a list of texts. Each is preceded by its length in bytes, so that no two lists look
 * the same to the hash.
 */
public final class Hash {
  /** Hex digits of a short id: 48 bits, and a collision inside a plan is mended. */
  public static final int SHORT = 12;

  private Hash() {}

  /** 64 hex digits. */
  public static String of(List<String> fields) {
    MessageDigest digest = sha256();
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public static String of(String... fields) {
    return of(List.of(fields));
  }

  /** 64 hex digits of the text's own SHA-256, as any other tool computes it. */
  public static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
