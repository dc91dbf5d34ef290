package dev.nightsweep.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * SHA-256 over what a net can see of a data set, whatever files it came in: for the training images
 * and then for the test images their number, channels, height, width and number of classes, their
 * labels (all as big-endian 32-bit numbers) and their values, channel by channel. So equal images
 * in equal order have equal fingerprints, packed or not, as CIFAR's files or as {@code .npz}.
 */
final class ContentFingerprint {
  private static final String KIND = "nightsweep images 1\n";

  private final MessageDigest digest = DigestUtils.getSha256Digest();

  private ContentFingerprint() {
    digest.update(KIND.getBytes(StandardCharsets.US_ASCII));
  }

  /** In hex. */
  static String of(LabelledImages training, LabelledImages test) {
    ContentFingerprint fingerprint = new ContentFingerprint();
    training.addTo(fingerprint);
    test.addTo(fingerprint);
    return Hex.encodeHexString(fingerprint.digest.digest());
  }

  void add(DataShape shape, int[] labels, byte[] values) {
    ByteBuffer head = ByteBuffer.allocate((5 + labels.length) * Integer.BYTES);
    head.putInt(labels.length).putInt(shape.channels());
    head.putInt(shape.height()).putInt(shape.width()).putInt(shape.classes());
    for (int label : labels) {
      head.putInt(label);
    }
    digest.update(head.array());
    digest.update(values);
  }
}
