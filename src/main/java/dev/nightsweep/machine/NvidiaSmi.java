package dev.nightsweep.machine;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks the NVIDIA driver which cards there are. */
final class NvidiaSmi {
  /** A broken driver may never answer. */
  private static final long PATIENCE_SECONDS = 30;

  private static final String[] COMMAND = {
    "nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader"
  };

  private NvidiaSmi() {}

  /**
   * The first card that can be used.
   *
   * @throws UserErrorException if there is none; the message says why and what to do
   */
  static CudaCard card() throws InterruptedException {
    try {
      Process process = new ProcessBuilder(COMMAND).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return CudaCard.choose("no answer in %d seconds".formatted(PATIENCE_SECONDS));
      }
      // Few lines: they wait in the pipe.
      byte[] said = process.getInputStream().readAllBytes();
      return CudaCard.choose(new String(said, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CudaCard.refusal(
          "Nightsweep was built for CUDA, and there is no NVIDIA driver here: nvidia-smi cannot be"
              + " started. Install the driver, 510 or later, and CUDA 11.6.");
    }
  }
}
