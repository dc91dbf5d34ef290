package dev.nightsweep.machine;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An NVIDIA card. Experimental, as all that is for CUDA: nothing here has ever met a card, but what
 * {@code nvidia-smi} is documented to say of one.
 *
 * @param index its number on this machine in the order of the PCI bus, from 0
 * @param name such as {@code NVIDIA A100-SXM4-40GB}
 * @param capability its compute capability
 */
record CudaCard(int index, String name, Capability capability) {
  private static final String[] NVIDIA_SMI = {
    "nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader"
  };

  /** A broken driver may never answer. */
  private static final long PATIENCE_SECONDS = 30;

  private static final Pattern LINE = Pattern.compile("(\\S.*?)\\s*,\\s*(\\d{1,3})\\.(\\d{1,3})");

  /**
   * What the library of ND4J 1.0.0-M2.1 for CUDA 11.6 holds machine code for. It holds no PTX, from
   * which the driver could make code for later cards.
   */
  private static final List<Capability> CODE =
      List.of(
          new Capability(3, 7),
          new Capability(5, 0),
          new Capability(5, 2),
          new Capability(6, 0),
          new Capability(6, 1),
          new Capability(7, 0),
          new Capability(7, 5),
          new Capability(8, 0),
          new Capability(8, 6));

  private static final String RUNS_ON = "compute capability 3.7 and 5.0 to 8.9";

  /** The generation of a card, and the version within it. */
  record Capability(int major, int minor) {

    /** CUDA C++ Programming Guide, "Binary Compatibility". */
    boolean runsCodeFor(Capability code) {
      return major == code.major && minor >= code.minor;
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /**
   * The first card that the driver knows and ND4J's CUDA library can run on.
   *
   * @throws UserErrorException if there is none; the message says why and what to do
   */
  static CudaCard find() throws InterruptedException {
    try {
      Process process = new ProcessBuilder(NVIDIA_SMI).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return choose("no answer in %d seconds".formatted(PATIENCE_SECONDS));
      }
      // Few lines: they wait in the pipe.
      return choose(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw refusal(
          "Nightsweep was built for CUDA, and there is no NVIDIA driver here: nvidia-smi cannot be"
              + " started. Install the driver, 510 or later, and CUDA 11.6.");
    }
  }

  /**
   * The first card that ND4J's CUDA library can run on.
   *
   * @param said what the driver says of its cards
   * @throws UserErrorException if there is none; the message says why and what to do
   */
  static CudaCard choose(String said) {
    List<CudaCard> cards = read(said);
    return cards.stream()
        .filter(CudaCard::runs)
        .findFirst()
        .orElseThrow(() -> refusal(cards.isEmpty() ? unread(said) : unfit(cards)));
  }

  static UserErrorException refusal(String why) {
    return UserErrorException.environment("%s Or build for the CPU: `make build`.".formatted(why));
  }

  @Override
  public String toString() {
    return "%s, compute capability %s".formatted(name, capability);
  }

  private boolean runs() {
    return CODE.stream().anyMatch(capability::runsCodeFor);
  }

  private static List<CudaCard> read(String said) {
    List<String> lines = said.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return IntStream.range(0, lines.size())
        .mapToObj(index -> card(index, lines.get(index)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<CudaCard> card(int index, String line) {
    Matcher matcher = LINE.matcher(line);
    return Stream.of(matcher)
        .filter(Matcher::matches)
        .map(m -> new Capability(Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
        .map(capability -> new CudaCard(index, matcher.group(1), capability))
        .findFirst();
  }

  private static String unread(String said) {
    return said.isBlank()
        ? "Nightsweep was built for CUDA, and nvidia-smi lists no NVIDIA card. Put one in, or check"
            + " its driver."
        : "Nightsweep was built for CUDA, and nvidia-smi names no card, but says \"%s\". Install the NVIDIA driver anew, 510 or later."
            .formatted(said.strip().lines().findFirst().orElseThrow());
  }

  private static String unfit(List<CudaCard> cards) {
    return "Nightsweep was built for CUDA, whose library runs on cards of %s; here: %s. Use a machine with such a card (T4, A100, RTX 30)."
        .formatted(RUNS_ON, String.join("; ", cards.stream().map(CudaCard::toString).toList()));
  }
}
