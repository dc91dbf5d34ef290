package dev.nightsweep.train.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of DL4J on the class path, read from its jar without loading a class of it. */
final class Dl4jVersion {
  private static final String PROPERTIES =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  private Dl4jVersion() {}

  static String read() {
    try (InputStream in = Dl4jVersion.class.getResourceAsStream(PROPERTIES)) {
      if (in == null) {
        throw new IllegalStateException("DL4J's jar (deeplearning4j-nn) is not on the class path.");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + PROPERTIES, e);
    }
  }
}
