package dev.nightsweep.train.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, it is read or refused in words: nothing else comes of it. */
class DamagedNetFilesTest {
  private static final int TRIES = 400;
  private static final List<String> SNIPPETS =
      List.of(
          "1e999",
          "-1",
          "0",
          "(",
          ")",
          "floor(",
          "if(",
          ",",
          "{",
          "}",
          "[",
          "]",
          ": ",
          "- ",
          "\n",
          "2147483647",
          "99999999999",
          "classes",
          "when: ",
          "kernel",
          "width",
          "not ",
          " == ",
          "*",
          "residual",
          "layers",
          "\"",
          "\t",
          "1 / 0",
          "same",
          "true",
          "preset");

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    List<String> files =
        List.of(
            Files.readString(Path.of("experiments/nets/resnet.yaml")),
            Files.readString(Path.of("experiments/nets/batchnorm.yaml")));
    int refused = 0;
    for (int seed = 0; seed < TRIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = damaged(files.get(seed % files.size()), random);
      try {
        NetFileFixtures.read(text);
      } catch (SpecException e) {
        refused++;
        assertThat(e.problems()).as(text).isNotEmpty();
      }
    }
    assertThat(refused).isGreaterThan(TRIES / 2);
  }

  private static String damaged(String text, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), at + random.nextInt(12));
      damaged.replace(at, end, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
    }
    return damaged.toString();
  }
}
