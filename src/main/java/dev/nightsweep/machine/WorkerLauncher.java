package dev.nightsweep.machine;

import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.local.WorkerProbe;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.train.Program;
import dev.nightsweep.train.command.CommandProgram;
import dev.nightsweep.train.dl4j.CpuKernels;
import dev.nightsweep.train.dl4j.Dl4jProgram;
import dev.nightsweep.train.dl4j.NativeLibrary;
import dev.nightsweep.train.dl4j.nets.NetFileCatalog;
import dev.nightsweep.train.dl4j.nets.NetFileDefinition;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.simulated.SimulatedProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What runs are trained with on this machine: the native library, the card, the threads, the
 * processes.
 */
public final class WorkerLauncher {
  private static final int THREADS = 1;
  private static final String OPENMP_THREADS = "OMP_NUM_THREADS";
  private static final long LEFT_FOR_OTHERS = 1L << 30;
  private static final long MAX_MEMORY_OF_SMALL_NET = 2L << 30;
  private static final String WORKER = "dev.nightsweep.worker.Worker";

  private final Machine machine;
  private final NativeLibrary library;
  private final int workers;
  private final Optional<CudaCard> card;
  private final boolean trainsNets;

  private WorkerLauncher(
      Machine machine,
      NativeLibrary library,
      int workers,
      Optional<CudaCard> card,
      boolean trainsNets) {
    this.machine = machine;
    this.library = library;
    this.workers = workers;
    this.card = card;
    this.trainsNets = trainsNets;
  }

  /** How many workers there are unless the user says: one a core, or one a card. */
  public static int usualWorkers() {
    return NativeLibrary.isCudaOnClassPath() ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /**
   * How workers are started on this machine.
   *
   * @param workers how many processes train at once
   */
  public static WorkerLauncher here(int workers) {
    Machine machine = Machine.read();
    NativeLibrary library = NativeLibrary.choose(machine.features());
    return new WorkerLauncher(machine, library, workers, Optional.empty(), true);
  }

  /**
   * This launcher, fit to run these programs: built for CUDA and with nets to train, it has a card
   * on which a worker came up.
   *
   * @throws UserErrorException if that cannot be; the message says why and what to do
   */
  public WorkerLauncher equippedFor(Collection<ProgramRef> programs) throws InterruptedException {
    boolean nets = programs.stream().anyMatch(WorkerLauncher::isNet);
    if (!library.isCuda() || !nets) {
      return new WorkerLauncher(machine, library, workers, card, nets);
    }
    CudaCard found = CudaCard.find();
    WorkerLauncher equipped =
        new WorkerLauncher(machine, library, workers, Optional.of(found), true);
    Launch probe = equipped.launch(Path.of(System.getProperty("java.io.tmpdir")));
    if (WorkerProbe.run(probe, Map.of()).isEmpty()) {
      throw CudaCard.refusal(
          "Nightsweep was built for CUDA, and a worker does not come up on the %s. It needs CUDA 11.6 where the loader looks (LD_LIBRARY_PATH): libcudart.so.11.0, libcublas.so.11, libcusolver.so.11."
              .formatted(found));
    }
    return equipped;
  }

  /** This launcher, knowing whether the program trains nets. */
  public WorkerLauncher trainingOnly(ProgramRef program) {
    return new WorkerLauncher(machine, library, workers, card, isNet(program));
  }

  private static boolean isNet(ProgramRef program) {
    return program instanceof ProgramRef.Net
        || (program instanceof ProgramRef.BuiltIn && trainsNet(ours(program)));
  }

  private static boolean trainsNet(BuiltInProgram program) {
    return switch (program) {
      case ALEXNET -> true;
      case SIMULATED -> false;
    };
  }

  /** This launcher with another number of workers. */
  public WorkerLauncher with(int number) {
    return new WorkerLauncher(machine, library, number, card, trainsNets);
  }

  /** The card that workers train on, if any. */
  Optional<CudaCard> card() {
    return card;
  }

  public Machine machine() {
    return machine;
  }

  NativeLibrary library() {
    return library;
  }

  /** What computes nets on this CPU; empty if they are computed on a card. */
  Optional<CpuKernels> kernels() {
    return library.isCuda()
        ? Optional.empty()
        : Optional.of(CpuKernels.choose(machine.features(), System.getenv()));
  }

  public int workers() {
    return workers;
  }

  /**
   * What a spec that was read names.
   *
   * @throws UserErrorException if it is none of our programs and no command
   */
  public Program program(ProgramRef program) {
    return program(program, CodeScope.USUAL);
  }

  /** The same of the program of a spec that says which files are its code. */
  public Program program(ProgramRef program, CodeScope scope) {
    if (program instanceof ProgramRef.Command command) {
      return new CommandProgram(command.text(), scope);
    }
    if (program instanceof ProgramRef.Net net) {
      return training(NetFiles.of(net, net.text()));
    }
    NetFileCatalog alexnet = NetFiles.shipped(BuiltInProgram.ALEXNET.text());
    return switch (ours(program)) {
      case ALEXNET -> training(alexnet);
      case SIMULATED -> new SimulatedProgram(alexnet);
    };
  }

  private Program training(NetFileCatalog net) {
    return new Dl4jProgram(NetFileDefinition.of(net), library.classifier(), kernels(), THREADS);
  }

  private static BuiltInProgram ours(ProgramRef program) {
    if (program instanceof ProgramRef.Tracked) {
      throw UserErrorException.usage(
          "%s stands for runs that were trained elsewhere: there is no program to train any by."
              .formatted(program.text()));
    }
    return BuiltInProgram.of(program.text());
  }

  /** How workers are started; a VM that dies leaves its error file in {@code folder}. */
  public Launch launch(Path folder) {
    return new Launch(
        Path.of(System.getProperty("java.home")),
        System.getProperty("java.class.path"),
        WORKER,
        options(),
        variables(),
        folder.toAbsolutePath());
  }

  /** How workers are started on other machines, where only what the sweep needs is known. */
  public Launch launchAway(Path folder, long workerBytes) {
    List<String> options = new ArrayList<>(heap());
    options.add(physical(Math.max(MAX_MEMORY_OF_SMALL_NET, 2 * workerBytes)));
    options.addAll(nativeOptions());
    return new Launch(
        Path.of(System.getProperty("java.home")),
        System.getProperty("java.class.path"),
        WORKER,
        options,
        variables(),
        folder.toAbsolutePath());
  }

  public Launch launch(ResultsFolder results, String sweepId) {
    return launch(results.sweep(sweepId));
  }

  /** The facts about machine and code that are stored with every run. */
  public Environment host() {
    Map<String, String> facts = new TreeMap<>(GitInfo.facts());
    facts.put("nightsweep", ProductVersion.text());
    facts.put("cpu", machine.cpu());
    facts.put("cores", Integer.toString(machine.cores()));
    facts.put("memory_bytes", Long.toString(machine.memoryBytes()));
    facts.put("workers", Integer.toString(workers));
    card.ifPresent(chosen -> facts.put("card", chosen.toString()));
    return Environment.of(facts);
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(NativeEncoding.variables());
    if (trainsNets) {
      variables.putAll(ofNets());
    } else if (System.getenv(OPENMP_THREADS) == null) { // a program's user has the first word
      variables.put(OPENMP_THREADS, Integer.toString(THREADS));
    }
    return variables;
  }

  private Map<String, String> ofNets() {
    Map<String, String> variables = new TreeMap<>();
    variables.put(OPENMP_THREADS, Integer.toString(THREADS));
    variables.put("OPENBLAS_NUM_THREADS", Integer.toString(THREADS));
    // A spinning pool would stall its neighbour on the next core.
    variables.put("OMP_WAIT_POLICY", "passive");
    kernels().ifPresent(chosen -> variables.putAll(chosen.workerVariables()));
    card.ifPresent(
        chosen -> { // ND4J would begin work on every card, also on one that it cannot use
          variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID"); // nvidia-smi's
          variables.put("CUDA_VISIBLE_DEVICES", Integer.toString(chosen.index()));
        });
    return variables;
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(heap());
    options.add(physical(Math.max(1L << 30, (machine.memoryBytes() - LEFT_FOR_OTHERS) / workers)));
    options.addAll(nativeOptions());
    options.add("-D%s=%s".formatted(HomeFolder.PROPERTY, System.getProperty(HomeFolder.PROPERTY)));
    classArchive()
        .ifPresent(
            archive -> { // of no use to another Java, which is no reason to warn
              options.add("-XX:SharedArchiveFile=" + archive);
              options.add("-Xlog:cds*=off");
            });
    return options;
  }

  /** The archive of classes, if this is a distribution that has one. */
  private static Optional<Path> classArchive() {
    return Optional.ofNullable(System.getProperty("nightsweep.home"))
        .map(home -> Path.of(home, "cds", "classes.jsa"))
        .filter(Files::exists);
  }

  private List<String> heap() {
    List<String> options =
        new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmn32m", "-Xmx1g"));
    if (!trainsNets) { // they end before the best machine code would have paid for its making
      options.add("-XX:TieredStopAtLevel=1");
    }
    return options;
  }

  private static String physical(long bytes) {
    return "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + bytes;
  }

  private List<String> nativeOptions() {
    List<String> options = new ArrayList<>(List.of("-Dorg.bytedeco.javacpp.maxbytes=0"));
    Map<String, String> properties = new TreeMap<>(library.workerProperties());
    kernels().ifPresent(chosen -> properties.putAll(chosen.workerProperties()));
    properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
    return options;
  }
}
