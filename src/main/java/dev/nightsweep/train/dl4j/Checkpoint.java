package dev.nightsweep.train.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.train.dl4j.EpochTraining.Sums;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A net in training as a file: the ZIP that DL4J's {@code ModelSerializer} reads, with one entry
 * more, {@value #HEADER}, that says whose it is and how far. DL4J writes it, but reads nothing of
 * it: a results folder may come from a stranger, DL4J's own parsers are of 2022, and {@code
 * ModelSerializer} makes any object that a file names.
 *
 * @param facts what decides the run's result, by name: a checkpoint of other facts is another run's
 * @param iterations steps in all epochs
 * @param parameterHash as {@link NetInTraining#parameterHash}
 */
record Checkpoint(
    SortedMap<String, String> facts,
    TrainingPosition progress,
    int iterations,
    String parameterHash) {
  static final String HEADER = "nightsweep.json";
  static final String CONFIGURATION = "configuration.json";
  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER_STATE = "updaterState.bin";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_HEADER_BYTES = 1 << 20;

  Checkpoint {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  static Checkpoint of(
      NetInTraining net, SortedMap<String, String> facts, TrainingPosition progress) {
    return new Checkpoint(facts, progress, net.iterations(), net.parameterHash());
  }

  /** Writes this and the net to a stream; the bits of floats do not compress, so nothing is. */
  void write(NetInTraining training, OutputStream out) throws IOException {
    ComputationGraph net = training.net();
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.NO_COMPRESSION);
    zip.putNextEntry(new ZipEntry(HEADER));
    zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
    zip.putNextEntry(new ZipEntry(CONFIGURATION));
    zip.write(net.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8));
    writeArray(zip, PARAMETERS, net.params());
    INDArray state = net.getUpdater().getStateViewArray();
    if (state != null) { // plain gradient descent has none
      writeArray(zip, UPDATER_STATE, state);
    }
    zip.finish();
  }

  /**
   * Reads a file's header and checks every byte of the rest.
   *
   * @throws IOException if the file is damaged
   */
  static Checkpoint read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        check(zip, entry);
      }
      for (String name : List.of(HEADER, CONFIGURATION, PARAMETERS)) {
        require(zip, name);
      }
      try (InputStream in = zip.getInputStream(require(zip, HEADER))) {
        byte[] header = in.readNBytes(MAX_HEADER_BYTES + 1);
        if (header.length > MAX_HEADER_BYTES) {
          throw new IOException("%s is no header of ours: too long".formatted(HEADER));
        }
        return parse(JSON.readTree(header));
      }
    }
  }

  /**
   * Brings a fresh net of the same run to this state.
   *
   * @throws IOException if the file cannot be read or is of a net of another shape
   */
  void restore(Path file, NetInTraining training) throws IOException {
    ComputationGraph net = training.net();
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      readArray(zip, PARAMETERS, net.params());
      INDArray state = net.getUpdater().getStateViewArray();
      if (state != null) {
        readArray(zip, UPDATER_STATE, state);
      }
    }
    training.setIterations(iterations);
    if (!training.parameterHash().equals(parameterHash)) {
      throw new IOException("the parameters in %s are not those it names".formatted(file));
    }
  }

  private ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("epoch", progress.epoch());
    json.put("step", progress.sums().steps());
    json.put("iterations", iterations);
    json.put("loss_sum", progress.sums().loss());
    json.put("images", progress.sums().images());
    json.put("seconds", progress.sums().seconds());
    json.put("cpu_seconds", progress.sums().cpuSeconds());
    json.put("best_validation_accuracy", progress.best());
    json.put("parameter_hash", parameterHash);
    ObjectNode named = json.putObject("facts");
    facts.forEach(named::put);
    return json;
  }

  private static Checkpoint parse(JsonNode json) {
    Sums sums =
        new Sums(
            json.path("step").asInt(),
            json.path("loss_sum").asDouble(),
            json.path("images").asLong(),
            json.path("seconds").asDouble(),
            json.path("cpu_seconds").asDouble());
    SortedMap<String, String> facts = new TreeMap<>();
    json.path("facts").properties().forEach(f -> facts.put(f.getKey(), f.getValue().asText()));
    return new Checkpoint(
        facts,
        new TrainingPosition(
            json.path("epoch").asInt(), sums, json.path("best_validation_accuracy").asDouble()),
        json.path("iterations").asInt(),
        json.path("parameter_hash").asText());
  }

  private static void writeArray(ZipOutputStream zip, String name, INDArray array)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, BUFFER_BYTES));
    Nd4j.write(array, data);
    data.flush();
  }

  private static void readArray(ZipFile zip, String name, INDArray into) throws IOException {
    try (DataInputStream data =
        new DataInputStream(
            new BufferedInputStream(zip.getInputStream(require(zip, name)), BUFFER_BYTES))) {
      SavedArray.read(name, data, into);
    }
  }

  private static ZipEntry require(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    return entry;
  }

  /**
   * Java checks the sums of a ZIP that it reads as a stream, but not of one that it opens. What we
   * wrote is not compressed, so a file that unpacks to more than it holds is not ours.
   */
  private static void check(ZipFile zip, ZipEntry entry) throws IOException {
    long held = entry.getCompressedSize();
    long read = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        read += n;
        if (read > held) {
          throw new IOException("%s is compressed".formatted(entry.getName()));
        }
      }
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new IOException("the checksum of %s is wrong".formatted(entry.getName()));
      }
    }
  }
}
