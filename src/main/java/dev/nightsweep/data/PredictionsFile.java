package dev.nightsweep.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code predictions.bin} of a run: for every test image, in file order, nine bytes: the predicted
 * class (one unsigned byte: up to 256 classes), the probability given to it and the probability
 * given to the true class (big-endian IEEE floats). No header.
 */
public final class PredictionsFile {
  public static final String NAME = "predictions.bin";
  public static final int BYTES_AN_IMAGE = 1 + 2 * Float.BYTES;

  private PredictionsFile() {}

  /**
   * What a net makes of an image.
   *
   * @param predicted the class that it sees
   * @param ofPredicted the probability that it gives to that
   * @param ofTruth the probability that it gives to the true class
   */
  public record Prediction(int predicted, float ofPredicted, float ofTruth) {}

  /** Writes the file as a whole or not at all. */
  public static void write(Path folder, List<Prediction> predictions) {
    ByteBuffer bytes = ByteBuffer.allocate(predictions.size() * BYTES_AN_IMAGE);
    for (Prediction prediction : predictions) {
      bytes.put((byte) prediction.predicted());
      bytes.putFloat(prediction.ofPredicted()).putFloat(prediction.ofTruth());
    }
    try {
      new DurableFile(folder.resolve(NAME)).write(out -> out.write(bytes.array()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(NAME), e);
    }
  }

  /** Reads the file; nothing if there is none. */
  public static List<Prediction> read(Path folder) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(NAME)));
      List<Prediction> predictions = new ArrayList<>();
      while (bytes.remaining() >= BYTES_AN_IMAGE) {
        predictions.add(new Prediction(bytes.get() & 0xff, bytes.getFloat(), bytes.getFloat()));
      }
      return predictions;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.resolve(NAME), e);
    }
  }
}
