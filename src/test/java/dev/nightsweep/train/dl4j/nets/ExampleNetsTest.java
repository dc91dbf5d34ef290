package dev.nightsweep.train.dl4j.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.train.net.PlannedBatchNormalization;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The example nets against the same nets in PyTorch 2: shapes as its layers put them out, numbers
 * of parameters, and multiplications of its convolutions and linear layers.
 */
class ExampleNetsTest {

  @ParameterizedTest
  @CsvSource({
    "lenet, 61706, 416520",
    "batchnorm, 94762, 10323200",
    "resnet, 77978, 12501632",
  })
  void sizesArePyTorchs(String name, long parameters, long multiplyAdds) {
    PlannedNet net = net(name, Map.of());

    assertThat(net.parameters()).isEqualTo(parameters);
    assertThat(
            net.rows()
                .filter(layer -> !(layer instanceof PlannedBatchNormalization))
                .mapToLong(PlannedLayer::multiplyAdds)
                .sum())
        .isEqualTo(multiplyAdds);
  }

  @Test
  void lenetsLayersArePyTorchs() {
    assertThat(rows(net("lenet", Map.of())))
        .containsExactly(
            "conv1 6×28×28 156 117600",
            "pool1 6×14×14 0 0",
            "conv2 16×10×10 2416 240000",
            "pool2 16×5×5 0 0",
            "fc1 120 48120 48000",
            "fc2 84 10164 10080",
            "fc3 10 850 840");
  }

  @Test
  void residualBlocksArePyTorchs() {
    assertThat(rows(net("resnet", Map.of())))
        .contains(
            "conv0 16×32×32 432 442368",
            "block1.conv1 16×32×32 2304 2359296",
            "block1 16×32×32 0 0",
            "block2.conv1 32×16×16 4608 1179648",
            "block2.conv2 32×16×16 9216 2359296",
            "block2.projection 32×16×16 512 131072",
            "block2 32×16×16 0 0",
            "block3.conv2 64×8×8 36864 2359296",
            "block3.shortcut.conv 64×8×8 2048 131072",
            "block3.shortcut.norm 64×8×8 128 4096",
            "block3 64×8×8 0 0",
            "mean 64 0 0",
            "fc 10 650 640");
  }

  @Test
  void aFlagLeavesLayersOut() {
    PlannedNet net =
        net("batchnorm", Map.of("batch_norm", Setting.of(false), "pooling", Setting.of("average")));

    assertThat(net.parameters()).isEqualTo(94_538);
    assertThat(net.rows().map(PlannedLayer::name))
        .containsExactly(
            "conv1", "relu1", "mean1", "conv2", "relu2", "mean2", "conv3", "relu3", "mean", "fc");
  }

  @Test
  void everyConstantOfALayerIsAParameter() {
    NetFileCatalog lenet = open("lenet");

    assertThat(lenet.find("conv1.kernel").orElseThrow().domain().describe())
        .isEqualTo("integer 1…63");
    assertThat(lenet.find("conv1.kernel").orElseThrow().defaultText()).isEqualTo("5");
    assertThat(lenet.find("conv2.padding").orElseThrow().defaultText()).isEqualTo("valid");
    assertThat(lenet.find("fc2.activation").orElseThrow().defaultText()).isEqualTo("tanh");
    assertThat(lenet.find("fc3.units")).as("follows the data").isEmpty();
    assertThat(lenet.find("pool1.stride")).as("follows the kernel").isEmpty();
    assertThat(open("resnet").find("block2.conv1.stride").orElseThrow().defaultText())
        .isEqualTo("2");
  }

  /** So that the property of a later version changes no identity. */
  @Test
  void whatTheFileDoesNotSayIsLeftOutOfIdentitiesAtItsDefault() {
    NetFileCatalog lenet = open("lenet");

    assertThat(lenet.find("conv1.kernel").orElseThrow().since()).isEqualTo(1);
    assertThat(lenet.find("conv1.dilation").orElseThrow().since()).isEqualTo(2);
  }

  @Test
  void aSweptPropertyChangesTheNet() {
    PlannedNet net = net("lenet", Map.of("conv2.kernel", Setting.of(3L)));

    assertThat(rows(net)).contains("conv2 16×12×12 880 124416", "fc1 120 69240 69120");
  }

  @Test
  void whatDoesNotFitIsAConflictThatNamesTheLayerAndBothShapes() {
    NetFileCatalog lenet = open("lenet");
    Settings large = lenet.resolve(Settings.of(Map.of("conv2.kernel", Setting.of(17L))));

    assertThat(lenet.conflicts(large))
        .containsExactly(
            "conv2 does not fit: 17×17 with padding valid would make 16×-2×-2 of its input 6×14×14");
    assertThatThrownBy(() -> lenet.file().plan(large, lenet.file().input().shape()))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("conv2 does not fit");
  }

  @Test
  void anotherDataSetHasAnotherNet() {
    NetFileCatalog lenet = open("lenet");

    PlannedNet net = lenet.file().plan(lenet.resolve(Settings.NONE), new DataShape(3, 32, 32, 100));

    assertThat(rows(net)).contains("conv1 6×32×32 456 460800", "fc3 100 8500 8400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "batchnorm", "resnet"})
  void whateverIsInItsRangeIsANetOrAConflict(String name) {
    NetFileCatalog catalog = open(name);
    DataShape data = catalog.file().input().shape();
    int nets = 0;
    for (Settings given : DrawnSettings.of(catalog.parameters()).limit(300).toList()) {
      Settings settings = catalog.resolve(given);
      if (catalog.file().conflicts(settings, data).isEmpty()) {
        nets++;
        assertThat(catalog.file().plan(settings, data).parameters())
            .isBetween(1L, (long) Integer.MAX_VALUE);
      }
    }
    assertThat(nets).isBetween(5, 299);
  }

  private static List<String> rows(PlannedNet net) {
    return net.rows()
        .map(
            layer ->
                "%s %s %d %d"
                    .formatted(
                        layer.name(),
                        layer.output().text(),
                        layer.parameters(),
                        layer.multiplyAdds()))
        .toList();
  }

  private static PlannedNet net(String name, Map<String, Setting> given) {
    NetFileCatalog catalog = open(name);
    Settings settings = catalog.resolve(Settings.of(given));
    assertThat(catalog.conflicts(settings)).isEmpty();
    return catalog.file().plan(settings, catalog.file().input().shape());
  }

  private static NetFileCatalog open(String name) {
    return NetFiles.open(Path.of("experiments/nets", name + ".yaml"));
  }
}
