package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.spec.YamlFile;
import dev.nightsweep.train.net.NetFile;
import dev.nightsweep.train.net.NetFileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens net files: those that ship with the product, and others. */
public final class NetFiles {
  private static final TrainingSettings TRAINING = new TrainingSettings();

  private NetFiles() {}

  /**
   * A net of a file.
   *
   * @throws dev.nightsweep.spec.SpecException if it cannot be read or has any problem
   */
  public static NetFileCatalog open(Path file) {
    return of(file.toString(), YamlFile.text(file));
  }

  /** A net that ships with the product, by its name: {@code alexnet}. */
  public static NetFileCatalog shipped(String name) {
    String resource = "/dev/nightsweep/nets/%s.yaml".formatted(name);
    try (InputStream stream = NetFiles.class.getResourceAsStream(resource)) {
      return of(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NetFileCatalog of(String program, String text) {
    NetFile file = NetFileReader.read(program, text, TRAINING.all(), TRAINING.defaults());
    return new NetFileCatalog(program, file, TRAINING);
  }
}
