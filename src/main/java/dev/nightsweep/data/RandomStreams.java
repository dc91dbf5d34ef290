package dev.nightsweep.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * All the randomness of a run, as streams named by (seed, purpose, epoch, step). A stream depends
 * on its name alone: not on what was drawn elsewhere, in which order, or on which thread. So two
 * arms of one seed share every stream that both ask for, and a resumed run needs no saved state.
 *
 * <p>The name's SHA-256 is the stream's key; see {@link RandomStream} for what comes of it.
 *
 * @param seed the run's seed
 */
public record RandomStreams(long seed) {

  /** The stream of a purpose that is needed once a run, such as {@code split}. */
  public RandomStream stream(String purpose) {
    return stream(purpose, 0, 0);
  }

  /** The stream of a purpose in one epoch (from 1) and, where that matters, one step. */
  public RandomStream stream(String purpose, long epoch, long step) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(3 * Long.BYTES + name.length);
    key.putLong(seed).putLong(epoch).putLong(step).put(name);
    ByteBuffer digest = ByteBuffer.wrap(DigestUtils.sha256(key.array()));
    return new RandomStream(digest.getLong(), digest.getLong());
  }
}
