package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.model.UserErrorException;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CudaCardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tesla K80, 3.7                     | Tesla K80                   | 3.7",
        "NVIDIA GeForce GTX 1080, 6.1       | NVIDIA GeForce GTX 1080     | 6.1",
        "Tesla V100-SXM2-16GB, 7.0          | Tesla V100-SXM2-16GB        | 7.0",
        "Tesla T4, 7.5                      | Tesla T4                    | 7.5",
        "NVIDIA A100-SXM4-40GB, 8.0         | NVIDIA A100-SXM4-40GB       | 8.0",
        "NVIDIA GeForce RTX 3090, 8.6       | NVIDIA GeForce RTX 3090     | 8.6",
        "NVIDIA GeForce RTX 4090, 8.9       | NVIDIA GeForce RTX 4090     | 8.9",
        "A card, with a comma, 8.6          | A card, with a comma        | 8.6"
      })
  void takesACardThatTheLibraryHasCodeFor(String said, String name, String capability) {
    CudaCard card = CudaCard.choose(said + "\n");

    assertThat(card).hasToString("%s, compute capability %s".formatted(name, capability));
    assertThat(card.index()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NVIDIA H100 80GB HBM3, 9.0",
        "NVIDIA B200, 10.0",
        "NVIDIA GeForce RTX 5090, 12.0",
        "Tesla K40m, 3.5",
        "GRID K520, 3.0"
      })
  void refusesACardThatTheLibraryHasNoCodeFor(String said) {
    assertRefused(said)
        .contains(said.replace(", ", ", compute capability "))
        .contains("compute capability 3.7 and 5.0 to 8.9")
        .contains("T4, A100, RTX 30");
  }

  @Test
  void takesTheFirstOfSeveralThatCanBeUsed() {
    CudaCard card =
        CudaCard.choose("NVIDIA H100 PCIe, 9.0\r\nBroken, [N/A]\r\nTesla T4, 7.5\r\nTesla T4, 7.5");

    assertThat(card.index()).isEqualTo(2);
    assertThat(card.name()).isEqualTo("Tesla T4");
  }

  @Test
  void namesAllWhenNoneOfSeveralCanBeUsed() {
    assertRefused("NVIDIA H100 PCIe, 9.0\nTesla K40m, 3.5")
        .contains("NVIDIA H100 PCIe, compute capability 9.0; Tesla K40m, compute capability 3.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \n\n"})
  void saysSoWhenThereIsNone(String said) {
    assertRefused(said).contains("lists no NVIDIA card").contains("driver");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
        "Field \"compute_cap\" is not a valid field to query.",
        "Tesla T4, [N/A]",
        ", 8.6",
        "Tesla T4, 99999999999.5"
      })
  void repeatsWhatItCannotRead(String said) {
    assertRefused("\n" + said + "\nand more").contains(said).contains("driver");
  }

  private static AbstractStringAssert<?> assertRefused(String said) {
    UserErrorException refusal =
        catchThrowableOfType(UserErrorException.class, () -> CudaCard.choose(said));
    assertThat(refusal.kind()).isEqualTo(UserErrorException.Kind.ENVIRONMENT);
    return assertThat(refusal.getMessage()).endsWith("Or build for the CPU: `make build`.");
  }
}
