package dev.nightsweep.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

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
    MessageDigest digest = DigestUtils.getSha256Digest();
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
    return DigestUtils.sha256Hex(text);
  }
}
