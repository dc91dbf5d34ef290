package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.spec.YamlFile;
import dev.nightsweep.train.net.NetFile;
import dev.nightsweep.train.net.NetFileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens net files: those that ship with the product, and others. */
public final class NetFiles {
  private static final TrainingSettings TRAINING = new TrainingSettings();
  private static final Map<String, NetFileCatalog> SHIPPED = new ConcurrentHashMap<>();

  private NetFiles() {}

  /**
   * A net of a file.
   *
   * @throws dev.nightsweep.spec.SpecException if it cannot be read or has any problem
   */
  public static NetFileCatalog open(Path file) {
    return of(new ProgramRef.Net(file.toString(), YamlFile.text(file)), file.toString());
  }

  /**
   * A net of a file that was read.
   *
   * @param file as messages name it
   * @throws dev.nightsweep.spec.SpecException if it has any problem
   */
  public static NetFileCatalog of(ProgramRef.Net net, String file) {
    YamlFile.requireUsualSize(file, net.source());
    return new NetFileCatalog(net.text(), false, read(file, net.source()), TRAINING);
  }

  /** A net that ships with the product, by its name: {@code alexnet}. */
  public static NetFileCatalog shipped(String name) {
    return SHIPPED.computeIfAbsent(name, NetFiles::readShipped);
  }

  private static NetFileCatalog readShipped(String name) {
    String resource = "/dev/nightsweep/nets/%s.yaml".formatted(name);
    try (InputStream stream = NetFiles.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new NetFileCatalog(name, true, read(name, text), TRAINING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NetFile read(String file, String text) {
    return NetFileReader.read(file, text, TRAINING.all(), TRAINING.defaults());
  }
}
