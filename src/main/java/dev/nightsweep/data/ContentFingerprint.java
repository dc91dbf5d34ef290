package dev.nightsweep.data;

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

  private ContentFingerprint() {}

  /** In hex. */
  static String of(LabelledImages training, LabelledImages test) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(KIND.getBytes(StandardCharsets.US_ASCII));
    training.addTo(digest);
    test.addTo(digest);
    return Hex.encodeHexString(digest.digest());
  }
}
