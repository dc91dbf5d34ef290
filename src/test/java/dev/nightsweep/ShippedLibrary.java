package dev.nightsweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * A jar of the runtime class path, as Maven resolves it.
 *
 * @param name its group and artifact
 */
record ShippedLibrary(String name, String version, Path jar) {
  /** What Maven writes before it runs the tests, see pom.xml. */
  private static final Path RESOLVED = Path.of("target/shipped-libraries.txt");

  private static final Pattern LINE =
      Pattern.compile("\\s*([^:\\s]+:[^:\\s]+):jar:(?:[^:]+:)?([^:]+):(?:compile|runtime):(\\S.*)");
  private static final Pattern PROPERTIES =
      Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
  private static final Pattern LICENCE =
      Pattern.compile("(META-INF/)?(LICEN[CS]E|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);

  static List<ShippedLibrary> all() {
    try {
      return Files.readAllLines(RESOLVED).stream()
          .map(line -> LINE.matcher(line.replaceFirst(" -- module .*", "")))
          .filter(Matcher::matches)
          .map(it -> new ShippedLibrary(it.group(1), it.group(2), Path.of(it.group(3).strip())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          RESOLVED + " is missing; `mvn generate-test-resources` writes it", e);
    }
  }

  /** What was built into the jar: this library's name, that one's, and its version. */
  TreeSet<String> contained() {
    TreeSet<String> contained = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (String entry : zip.stream().map(Object::toString).toList()) {
        Matcher properties = PROPERTIES.matcher(entry);
        if (properties.matches()) {
          String inside = properties.group(1) + ":" + properties.group(2);
          if (!inside.equals(name)) {
            contained.add("%s contains %s %s".formatted(name, inside, version(zip, entry)));
          }
        }
      }
      return contained;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean carriesItsLicence() {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(entry -> LICENCE.matcher(entry.getName()).matches());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(ZipFile zip, String entry) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }
}
