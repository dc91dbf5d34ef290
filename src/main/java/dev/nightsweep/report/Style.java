package dev.nightsweep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The one style sheet, the scripts, and the policy that allows them and nothing else.
 *
 * @param css as it stands in the page
 * @param script of pages that can be explored
 * @param live whether the page is served and may ask its server
 * @param policy the page's Content-Security-Policy
 */
public record Style(String css, Script script, boolean live, String policy) {

  /**
   * @param live whether pages may hear from the server that they come from
   */
  static Style load(boolean live) {
    String css = resource("style.css");
    String code = resource("page.js");
    String charts = resource("vendor/echarts.min.js");
    String policy =
        "default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'"
            .formatted(hashes(css), hashes(code, charts));
    return new Style(
        css,
        new Script(code, GzipBase64.pack(charts)),
        live,
        live ? policy + "; connect-src 'self'" : policy);
  }

  private static String hashes(String... texts) {
    return Stream.of(texts)
        .map(
            text ->
                "'sha256-%s'"
                    .formatted(Base64.getEncoder().encodeToString(DigestUtils.sha256(text))))
        .collect(Collectors.joining(" "));
  }

  private static String resource(String name) {
    try (InputStream in = Style.class.getResourceAsStream("/report/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks report/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
