package dev.nightsweep.machine;

import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.engine.local.WorkerProbe;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what this machine has for sweeps, and says what it finds. */
public final class Doctor {
  private static final long GIBIBYTE = 1L << 30;
  private static final long MEMORY_PER_WORKER = GIBIBYTE;
  private static final long DISK_WANTED = GIBIBYTE;

  private final Path results;
  private final List<DoctorFinding> findings = new ArrayList<>();

  public Doctor(Path results) {
    this.results = results;
  }

  public List<DoctorFinding> findings() throws InterruptedException {
    Machine machine = Machine.read();
    checkJava();
    checkProcessor(machine);
    checkMemory(machine);
    checkNativeLibraries(machine);
    checkDataSet(DataSets.MNIST);
    checkDataSet(DataSets.FASHION_MNIST);
    checkResultsFolder();
    return List.copyOf(findings);
  }

  private void checkJava() {
    findings.add(
        DoctorFinding.fine(
            "Java",
            "%s, %s, %s"
                .formatted(
                    System.getProperty("java.version"),
                    System.getProperty("java.vendor"),
                    System.getProperty("os.arch"))));
  }

  private void checkProcessor(Machine machine) {
    String features =
        "AVX2 %s, FMA %s, AVX-512 %s"
            .formatted(yes(machine, "avx2"), yes(machine, "fma"), yes(machine, "avx512f"));
    String found = "%s, %d cores; %s".formatted(machine.cpu(), machine.cores(), features);
    boolean intel = System.getProperty("os.arch").equals("amd64");
    findings.add(
        intel && !machine.features().contains("avx2")
            ? DoctorFinding.note(
                "processor", found, "Without AVX2 training is several times slower.")
            : DoctorFinding.fine("processor", found));
  }

  private static String yes(Machine machine, String feature) {
    return machine.features().contains(feature) ? "yes" : "no";
  }

  private void checkMemory(Machine machine) {
    String found =
        "%.1f GiB, %.1f GiB free"
            .formatted(
                (double) machine.memoryBytes() / GIBIBYTE,
                (double) machine.freeMemoryBytes() / GIBIBYTE);
    boolean enough = machine.freeMemoryBytes() > machine.cores() * MEMORY_PER_WORKER;
    findings.add(
        enough
            ? DoctorFinding.fine("memory", found)
            : DoctorFinding.note(
                "memory", found, "Maybe use fewer --workers: each wants about 1 GiB."));
  }

  private void checkNativeLibraries(Machine machine) throws InterruptedException {
    WorkerLauncher launcher;
    try {
      launcher = WorkerLauncher.here(1).equippedFor(List.of(BuiltInProgram.ALEXNET.ref()));
    } catch (IllegalStateException | UserErrorException e) {
      findings.add(DoctorFinding.problem("native library", e.getMessage(), ""));
      return;
    }
    String classifier = launcher.library().classifier();
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Optional<WorkerProbe.Said> said =
        WorkerProbe.run(launcher.launch(folder), KernelFindings.ASKING);
    if (said.isEmpty()) {
      findings.add(
          DoctorFinding.problem(
              "native library",
              classifier + " does not load",
              "Build again for this machine with `make build`."));
      return;
    }
    KernelFindings kernels = new KernelFindings(machine.features(), System.getenv());
    findings.add(kernels.nd4j(launcher.library()));
    launcher.card().ifPresent(card -> findings.add(DoctorFinding.fine("card", card.toString())));
    launcher
        .kernels()
        .ifPresent(
            chosen -> {
              String loaded = said.get().environment().facts().getOrDefault("kernels", "none");
              findings.add(kernels.oneDnn(chosen, loaded));
              findings.add(kernels.openBlas(said.get().lines()));
            });
  }

  private void checkDataSet(String name) {
    try {
      String fingerprint = new DataSets().fingerprint(name);
      findings.add(DoctorFinding.fine(name, "complete, " + fingerprint.substring(0, 12)));
    } catch (DataSetException e) {
      findings.add(
          name.equals(DataSets.MNIST)
              ? DoctorFinding.problem(name, e.getMessage(), "Build again with `make build`.")
              : DoctorFinding.note(name, e.getMessage(), ""));
    }
  }

  private void checkResultsFolder() {
    Path root = results.toAbsolutePath();
    Path existing = root;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isWritable(existing)) {
      findings.add(
          DoctorFinding.problem(
              "results", root + " cannot be written", "Name another with --results."));
      return;
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = "%s, %.1f GiB free".formatted(results, (double) free / GIBIBYTE);
      findings.add(
          free > DISK_WANTED
              ? DoctorFinding.fine("results", found)
              : DoctorFinding.problem("results", found, "Free some space before a long sweep."));
    } catch (IOException e) {
      findings.add(DoctorFinding.note("results", "free space unknown: " + e.getMessage(), ""));
    }
  }
}
