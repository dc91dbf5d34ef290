package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What oneDNN says itself that it computes, when it is told to speak: a layer that fell back to
 * another path would be missing from its words, whatever objects the layer holds.
 */
class OneDnnTest {
  private static final String FIRST_WORD = "onednn_verbose,v1,primitive,exec";
  private static List<String> said;

  /** Takes one step, in a process of its own. */
  static final class OneStep {
    private OneStep() {}

    public static void main(String[] arguments) {
      NetInTraining net =
          TrainingFixtures.net(
              TrainingFixtures.settings("width", 0.1, "preset", "krizhevsky2012"), 1);
      net.step(TrainingFixtures.noise(4, "images"));
      Runtime.getRuntime().halt(0);
    }
  }

  @BeforeAll
  static void listen() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-Dorg."))
        .forEach(command::add);
    command.add(OneStep.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ONEDNN_VERBOSE", "1");
    Process process = builder.start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      said = reader.lines().filter(line -> line.startsWith(FIRST_WORD)).toList();
    }
  }

  @Test
  void everyConvolutionIsItsOwnForwardOnce() {
    assertThat(said)
        .filteredOn(line -> line.contains(",convolution,") && line.contains(",forward"))
        .hasSize(5)
        .noneMatch(line -> line.contains(",ref"));
  }

  /** All but conv1, whose images need no gradient. */
  @Test
  void everyConvolutionIsItsOwnBackward() {
    assertThat(said)
        .filteredOn(line -> line.contains(",convolution,") && line.contains(",backward_data"))
        .hasSize(4)
        .noneMatch(line -> line.contains(",ref"));
    assertThat(said)
        .filteredOn(line -> line.contains(",convolution,") && line.contains(",backward_weights"))
        .hasSize(5)
        .noneMatch(line -> line.contains(",ref"));
  }

  /** Its plain reference kernels are a hundred times slower. */
  @Test
  void nothingIsLeftToItsReferenceKernels() {
    assertThat(said).hasSizeGreaterThan(50).noneMatch(line -> line.contains(",ref"));
  }
}
