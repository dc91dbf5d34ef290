package dev.nightsweep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one style sheet, and the policy that allows it and nothing else.
 *
 * @param css as it stands in the page
 * @param policy the page's Content-Security-Policy
 */
public record Style(String css, String policy) {
  private static final String RESOURCE = "/report/style.css";

  static Style load() {
    try (InputStream in = Style.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String policy =
          "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
              .formatted(Base64.getEncoder().encodeToString(sha256(css)));
      return new Style(css, policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
