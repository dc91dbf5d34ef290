package dev.nightsweep.train.dl4j.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The shipped file is AlexNet as it was once declared in code: identities and runs stay as they
 * are. What it is held against was written when the code was still there, and equal to the file.
 */
class AlexNetFileTest {
  private static final Path FROZEN = Path.of("src/test/resources/dev/nightsweep/train/alexnet.txt");

  @Test
  void itDeclaresAndDrawnSettingsMakeOfItWhatTheyAlwaysDid() throws IOException {
    List<String> lines = new AlexNetText(NetFiles.shipped("alexnet")).lines();

    assertThat(lines).isEqualTo(Files.readAllLines(FROZEN));
    assertThat(lines).filteredOn(line -> line.startsWith("  conv1 ")).hasSizeGreaterThan(20);
  }

  @Test
  void itsNameAndRevisionStayToo() {
    NetFileDefinition alexnet = NetFileDefinition.of(NetFiles.shipped("alexnet"));

    assertThat(alexnet.name()).isEqualTo("alexnet");
    assertThat(alexnet.revision()).isEqualTo(4);
    assertThat(alexnet.lastCommits()).containsEntry("3", "4d3f47f5ebbd");
  }
}
