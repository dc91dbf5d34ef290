package dev.nightsweep.train.simulated;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * All the chance in a simulated run, as streams named by purpose and number. A stream depends on
 * its name alone, so a resumed run needs no saved state. {@link Random} is the one generator of the
 * library whose numbers are specified bit for bit.
 */
final class SimulatedRandom {
  /** How much of a run's luck it shares with the other arms of its seed; squares add up to 1. */
  private static final double SHARED = 0.8;

  private static final double OWN = 0.6;

  /** Came later than the simulator, which sees no images: its readings stay as they were. */
  private static final Set<String> OF_IMAGES = Set.of("resize", "test_share", "test_seed");

  private final byte[] seed;
  private final byte[] run;

  SimulatedRandom(Settings settings, long seed) {
    this.seed = DigestUtils.sha256(("seed " + seed).getBytes(StandardCharsets.UTF_8));
    byte[] text = decisive(settings).toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer both = ByteBuffer.allocate(Long.BYTES + text.length).putLong(seed).put(text);
    this.run = DigestUtils.sha256(both.array());
  }

  private static Settings decisive(Settings settings) {
    Map<String, Setting> left = new TreeMap<>(SimulatorSettings.leaveOut(settings).byName());
    left.keySet().removeAll(OF_IMAGES);
    return Settings.of(left);
  }

  /** A stream that every run of every seed has alike. */
  static Random ofAll(String purpose) {
    return stream(new byte[0], purpose, 0);
  }

  /** A stream that all arms of the seed have alike. */
  Random ofSeed(String purpose, long number) {
    return stream(seed, purpose, number);
  }

  /** A stream of these settings with this seed; the number is an attempt's or an epoch's. */
  Random ofRun(String purpose, long number) {
    return stream(run, purpose, number);
  }

  /** Standard normal, partly the same for all arms of the seed. */
  double luck(String purpose, long number) {
    return SHARED * ofSeed(purpose, number).nextGaussian()
        + OWN * ofRun(purpose, number).nextGaussian();
  }

  /** 64 hex digits that stand for the parameters that this run would end with. */
  String hash(int revision) {
    ByteBuffer key = ByteBuffer.allocate(run.length + Integer.BYTES).put(run).putInt(revision);
    return DigestUtils.sha256Hex(key.array());
  }

  private static Random stream(byte[] owner, String purpose, long number) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(owner.length + Long.BYTES + name.length);
    key.put(owner).putLong(number).put(name);
    return new Random(ByteBuffer.wrap(DigestUtils.sha256(key.array())).getLong());
  }
}
