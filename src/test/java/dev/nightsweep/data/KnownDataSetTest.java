package dev.nightsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownDataSetTest {
  @ParameterizedTest
  @EnumSource
  void allSayWhatTheyAreAndWhereToGetThem(KnownDataSet known) {
    assertThat(KnownDataSet.named(known.specName())).contains(known);
    assertThat(known.home()).startsWith("http");
    assertThat(known.licence()).isNotBlank();
    assertThat(known.classNames()).hasSize(known.shape().classes()).doesNotHaveDuplicates();
  }

  /** EMNIST's page tells the sums. */
  @Test
  void numbersOfImagesAreTheAuthors() {
    assertThat(
            KnownDataSet.EMNIST_BALANCED.trainingImages()
                + KnownDataSet.EMNIST_BALANCED.testImages())
        .isEqualTo(131_600);
    assertThat(
            KnownDataSet.EMNIST_LETTERS.trainingImages() + KnownDataSet.EMNIST_LETTERS.testImages())
        .isEqualTo(145_600);
    assertThat(KnownDataSet.CIFAR100.classNames()).hasSize(100).isSorted();
    assertThat(KnownDataSet.MNIST.shape()).isEqualTo(new DataShape(1, 28, 28, 10));
  }

  @Test
  void filesAreVerifiedOnlyByAChecksumWithItsSource(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.gz"), "hello");
    PublishedChecksums fitting =
        new PublishedChecksums(Map.of("a.gz", "5d41402abc4b2a76b9719d911017c592"), "a page");
    assertThat(fitting.verdict(folder))
        .isEqualTo("Verified: the files have the MD5 that a page tells.");
    Files.writeString(folder.resolve("a.gz"), "hallo");
    assertThat(fitting.verdict(folder)).startsWith("Not verified: a.gz is not there as the file");
    assertThat(PublishedChecksums.NONE.verdict(folder)).startsWith("Not verified: no checksum");
  }
}
