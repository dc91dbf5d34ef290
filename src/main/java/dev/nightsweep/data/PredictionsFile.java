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
 * class (one unsigned byte), the probability given to it and the probability given to the true
 * class (big-endian IEEE floats). Where a class above 255 is predicted, each image has ten: the
 * class takes two. No header: who knows how many images there are knows which it is.
 */
public final class PredictionsFile {
  public static final String NAME = "predictions.bin";
  public static final int BYTES_AN_IMAGE = 1 + 2 * Float.BYTES;
  private static final int MAX_IN_A_BYTE = 255;

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
    boolean wide = predictions.stream().anyMatch(p -> p.predicted() > MAX_IN_A_BYTE);
    ByteBuffer bytes = ByteBuffer.allocate(predictions.size() * (BYTES_AN_IMAGE + (wide ? 1 : 0)));
    for (Prediction prediction : predictions) {
      if (wide) {
        bytes.put((byte) (prediction.predicted() >> Byte.SIZE));
      }
      bytes.put((byte) prediction.predicted());
      bytes.putFloat(prediction.ofPredicted()).putFloat(prediction.ofTruth());
    }
    try {
      new DurableFile(folder.resolve(NAME)).write(out -> out.write(bytes.array()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(NAME), e);
    }
  }

  /**
   * Reads the file; nothing if there is none, or if it is of another number of images.
   *
   * @param images how many were predicted
   */
  public static List<Prediction> read(Path folder, int images) {
    try {
      byte[] file = Files.readAllBytes(folder.resolve(NAME));
      boolean wide = file.length == (long) images * (BYTES_AN_IMAGE + 1);
      if (!wide && file.length != (long) images * BYTES_AN_IMAGE) {
        return List.of();
      }
      ByteBuffer bytes = ByteBuffer.wrap(file);
      List<Prediction> predictions = new ArrayList<>(images);
      while (bytes.hasRemaining()) {
        int label = wide ? bytes.getShort() & 0xffff : bytes.get() & 0xff;
        predictions.add(new Prediction(label, bytes.getFloat(), bytes.getFloat()));
      }
      return predictions;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.resolve(NAME), e);
    }
  }
}
