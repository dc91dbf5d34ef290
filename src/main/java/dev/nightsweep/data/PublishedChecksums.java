package dev.nightsweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Checksums of a data set's files as they are given out, with where they can be read.
 *
 * @param md5 in hex, by file; empty if none are published
 * @param source who published them
 */
record PublishedChecksums(Map<String, String> md5, String source) {
  static final PublishedChecksums NONE = new PublishedChecksums(Map.of(), "");

  /** What to say where there are none. */
  static final String NOT_VERIFIED =
      "Not verified: no checksum of these files is known from their authors.";

  /** What to say of the files in a folder. They may be used in any case. */
  String verdict(Path folder) {
    if (md5.isEmpty()) {
      return NOT_VERIFIED;
    }
    for (Map.Entry<String, String> file : new TreeMap<>(md5).entrySet()) {
      if (!file.getValue().equals(md5(folder.resolve(file.getKey())))) {
        return "Not verified: %s is not there as the file of which %s tells the MD5 (the same images packed anew have another one)."
            .formatted(file.getKey(), source);
      }
    }
    return DataSet.VERIFIED + "the files have the MD5 that %s tells.".formatted(source);
  }

  private static String md5(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.md5Hex(in);
    } catch (IOException e) {
      return ""; // whoever reads the images says why
    }
  }
}
