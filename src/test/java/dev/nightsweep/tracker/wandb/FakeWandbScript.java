package dev.nightsweep.tracker.wandb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for a training script that uses W&B's library: it takes its parameters as {@code
 * wandb.config} has them, and writes the file that the library would.
 */
public final class FakeWandbScript {
  private static final int EPOCHS = 3;
  private static final Pattern PARAMETER =
      Pattern.compile("(?m)^\"(\\w+)\": \\{\"value\": ([-\\d.E+]+)}$");

  private FakeWandbScript() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    SortedMap<String, Double> config =
        config(Files.readString(Path.of(environment.get("WANDB_SWEEP_PARAM_PATH"))));
    for (String argument : arguments) {
      String[] said = argument.split("=", 2);
      require(
          !said[0].startsWith("--")
              || Double.parseDouble(said[1]) == config.get(said[0].substring(2)),
          argument + " is not " + config);
    }
    require("offline".equals(environment.get("WANDB_MODE")), "not offline");
    String id = environment.get("WANDB_RUN_ID");
    Path folder =
        Path.of(environment.get("WANDB_DIR"), "wandb", "offline-run-20260101_000000-" + id);
    write(folder.resolve("run-" + id + ".wandb"), config);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static SortedMap<String, Double> config(String yaml) {
    SortedMap<String, Double> config = new TreeMap<>();
    for (Matcher found = PARAMETER.matcher(yaml); found.find(); ) {
      config.put(found.group(1), Double.valueOf(found.group(2)));
    }
    return config;
  }

  /** In pieces, as a file that grows. */
  private static void write(Path file, Map<String, Double> config) throws IOException {
    Random random = new Random(config.getOrDefault("seed", 0.0).longValue());
    double offset = random.nextGaussian() / 100;
    WandbFile log = new WandbFile();
    Files.createDirectories(file.getParent());
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double accuracy =
          0.5 + epoch / 10.0 + config.get("lr") + offset + random.nextGaussian() / 500;
      Map<String, Double> row = new TreeMap<>();
      row.put("epoch", (double) epoch);
      row.put("val_acc", accuracy);
      row.put("_step", (double) epoch);
      byte[] all = log.with(history(row)).bytes();
      append(file, Arrays.copyOf(all, all.length - 3));
      append(file, all);
      if (epoch == 0) {
        awaitReader();
      }
    }
    append(file, log.with(WandbFile.field(18, new byte[] {8, 0})).bytes());
  }

  private static void append(Path file, byte[] all) throws IOException {
    int written = Files.exists(file) ? (int) Files.size(file) : 0;
    Files.write(
        file,
        Arrays.copyOfRange(all, written, all.length),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Goes on once the journal has what was logged: it is read while the script runs. */
  private static void awaitReader() throws IOException {
    Path journal = Path.of(System.getenv("NIGHTSWEEP_RUN_DIR"), "journal.jsonl");
    for (int i = 0; i < 6000; i++) {
      if (Files.readString(journal).contains("\"epoch\":1")) {
        return;
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new IllegalStateException("nobody has read what was logged");
  }

  private static byte[] history(Map<String, Double> row) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    row.forEach(
        (name, value) -> {
          ByteArrayOutputStream item = new ByteArrayOutputStream();
          item.writeBytes(WandbFile.field(2, name.getBytes(StandardCharsets.UTF_8)));
          item.writeBytes(
              WandbFile.field(16, Double.toString(value).getBytes(StandardCharsets.UTF_8)));
          items.writeBytes(WandbFile.field(1, item.toByteArray()));
        });
    return WandbFile.field(2, items.toByteArray());
  }
}
