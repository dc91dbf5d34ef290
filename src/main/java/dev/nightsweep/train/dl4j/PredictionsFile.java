package dev.nightsweep.train.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code predictions.bin}: for every test image, in file order, nine bytes: the predicted class
 * (one byte, 0…9), the probability given to it and the probability given to the true class
 * (big-endian IEEE floats). No header.
 */
final class PredictionsFile {
  static final String NAME = "predictions.bin";
  static final int BYTES_AN_IMAGE = 1 + 2 * Float.BYTES;

  private PredictionsFile() {}

  /** Writes the file as a whole or not at all. */
  static void write(Path folder, Evaluation evaluation) {
    ByteBuffer bytes = ByteBuffer.allocate(evaluation.size() * BYTES_AN_IMAGE);
    for (int i = 0; i < evaluation.size(); i++) {
      bytes.put((byte) evaluation.predicted(i));
      bytes.putFloat(evaluation.ofPredicted(i)).putFloat(evaluation.ofTruth(i));
    }
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(NAME + ".part");
      Files.write(draft, bytes.array());
      Files.move(draft, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(NAME), e);
    }
  }
}
