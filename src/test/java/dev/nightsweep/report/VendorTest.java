package dev.nightsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code that is not ours is what its makers published, with its licence beside it. */
class VendorTest {
  private static final Path FOLDER = Path.of("src/main/resources/report/vendor");

  @Test
  void everyFileHasTheSumThatWasRecorded() throws Exception {
    List<String> sums = Files.readAllLines(FOLDER.resolve("SHA256SUMS"));
    assertThat(sums).hasSize(3);
    for (String line : sums) {
      String name = line.substring(line.lastIndexOf(' ') + 1);
      byte[] bytes = Files.readAllBytes(FOLDER.resolve(name));
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      assertThat(line).startsWith(sum + " ");
    }
  }
}
