package dev.nightsweep.train.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of a library on the class path, read from its jar without loading a class of it. */
public final class JarVersion {
  private JarVersion() {}

  /**
   * The library's own version, without that of the classes around a native one.
   *
   * @param library its group and artifact, with a slash between
   */
  public static String ofNative(String library) {
    return of(library).replaceFirst("-.*", "");
  }

  private static String of(String library) {
    String file = "/META-INF/maven/%s/pom.properties".formatted(library);
    try (InputStream in = JarVersion.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            "The jar of %s is not on the class path.".formatted(library));
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Of Deeplearning4j. */
  static String dl4j() {
    return of("org.deeplearning4j/deeplearning4j-nn");
  }
}
