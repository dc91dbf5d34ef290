package dev.nightsweep.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where four IDX files lie, gzipped or raw: in the jar, or in a folder. Files whose content is
 * known are verified.
 */
abstract class IdxSource {
  private final Map<String, String> contents;

  /**
   * @param contents SHA-256 in hex of unpacked files, by their usual name; may be empty
   */
  IdxSource(Map<String, String> contents) {
    this.contents = Map.copyOf(contents);
  }

  /** For people: what is read, such as a folder. */
  abstract String describe();

  /** Opens the file, if it is there. */
  abstract Optional<InputStream> open(String file) throws IOException;

  /** A file found: the name it has here, and its unpacked bytes. */
  static final class IdxBytes {
    private final String name;
    private final byte[] bytes;
    private final String sha256;

    IdxBytes(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
      this.sha256 = DigestUtils.sha256Hex(bytes); // 50 MB of MNIST: once, for all who ask
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Of the unpacked bytes, in hex. */
    String sha256() {
      return sha256;
    }
  }

  /**
   * Reads one of the four under any of its usual names.
   *
   * @param stem such as {@code train-images}
   * @param kind such as {@code idx3-ubyte}
   */
  final IdxBytes read(String stem, String kind) {
    for (String joint : new String[] {"-", "."}) {
      for (String suffix : new String[] {".gz", ""}) {
        Optional<IdxBytes> found = readIfThere(stem + joint + kind + suffix);
        if (found.isPresent()) {
          verify(stem + "-" + kind, found.get());
          return found.get();
        }
      }
    }
    throw new DataSetException(
        "%s has no %s-%s (with or without .gz). A data set is four IDX files named as MNIST's:"
                .formatted(describe(), stem, kind)
            + " train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and"
            + " t10k-labels-idx1-ubyte.");
  }

  private void verify(String usualName, IdxBytes found) {
    String expected = contents.getOrDefault(usualName, found.sha256());
    if (!found.sha256().equals(expected)) {
      throw new DataSetException(
          "%s is damaged: the SHA-256 of its content is %s, not %s. Install Nightsweep again."
              .formatted(found.name(), found.sha256(), expected));
    }
  }

  private Optional<IdxBytes> readIfThere(String file) {
    try (InputStream in = open(file).orElse(null)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              new IdxBytes(describe() + "/" + file, whole(describe() + "/" + file, unpacked(in))));
    } catch (ZipException | EOFException e) {
      throw new DataSetException(
          "%s/%s is a damaged gzip file (%s). Replace it with an undamaged copy."
              .formatted(describe(), file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new DataSetException(
          "%s/%s cannot be read: %s".formatted(describe(), file, e.getMessage()), e);
    }
  }

  /** A file may be packed whatever its name says: its first two bytes tell. */
  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    int magic = buffered.read() | buffered.read() << 8;
    buffered.reset();
    return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  /** A small file may unpack to any amount. */
  private byte[] whole(String name, InputStream in) throws IOException {
    int most = (int) maxBytes();
    byte[] bytes = in.readNBytes(most);
    if (in.read() >= 0) {
      throw new DataSetException(
          "%s has more than %d MB when it is unpacked, which is more than fits into memory here. Files of a data set are read whole."
              .formatted(name, most >> 20));
    }
    return bytes;
  }

  /** The most that a file may have when it is unpacked. */
  long maxBytes() {
    return DataLimits.maxBytes();
  }

  /** The files that lie beside this class in the jar. */
  static final class Bundled extends IdxSource {
    private final String folder;

    Bundled(String folder, Map<String, String> contents) {
      super(contents);
      this.folder = folder;
    }

    @Override
    String describe() {
      return "bundled " + folder;
    }

    @Override
    Optional<InputStream> open(String file) {
      return Optional.ofNullable(IdxSource.class.getResourceAsStream(folder + "/" + file));
    }
  }

  /** The files of a folder. */
  static class Folder extends IdxSource {
    private final Path folder;

    Folder(Path folder) {
      this(folder, Map.of());
    }

    Folder(Path folder, Map<String, String> contents) {
      super(contents);
      this.folder = folder;
    }

    @Override
    String describe() {
      return folder.toString();
    }

    @Override
    Optional<InputStream> open(String file) throws IOException {
      Path path = folder.resolve(file);
      return Files.isRegularFile(path) ? Optional.of(Files.newInputStream(path)) : Optional.empty();
    }
  }
}
