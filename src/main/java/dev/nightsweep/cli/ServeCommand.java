package dev.nightsweep.cli;

import dev.nightsweep.app.LivePages;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.ScratchFolder;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.serve.LiveServer;
import dev.nightsweep.serve.Tokens;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.h2.H2Store;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightsweep serve}. */
@Command(
    name = "serve",
    description =
        "Show the pages in a browser while sweeps run, with their progress, and steer them. Ends"
            + " with Ctrl-C.",
    footer = {
      "",
      "It reads the journals and never touches the database, so it may be started and ended at any"
          + " time."
    })
final class ServeCommand extends FolderCommand {
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--port",
      description = "Where to listen (default: ${DEFAULT-VALUE}); 0 for any free port.",
      defaultValue = "8765")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "Listen for other machines too; needs --token. What is sent is not encrypted: behind a"
              + " proxy or in a network that you trust.")
  private Optional<String> bind = Optional.empty();

  @Option(
      names = "--token",
      description = "Allows to steer sweeps and, with --bind, to read (default: a new one).")
  private Optional<String> token = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    InetAddress address = address();
    String secret = token.orElseGet(Tokens::random);
    if (!secret.matches("[\\w-]{16,200}")) {
      throw UserErrorException.usage(
          "--token must be 16 to 200 letters, digits, hyphens and underscores.");
    }
    Path shadow = ScratchFolder.create("serve");
    Thread tidy = new Thread(() -> remove(shadow), "tidy");
    Runtime.getRuntime().addShutdownHook(tidy);
    try (Store store = H2Store.open(shadow);
        LiveServer server = start(address, secret, new LivePages(folder(), store))) {
      console()
          .result(
              "http://%s:%d/?token=%s"
                  .formatted(hostOf(address), server.address().getPort(), secret));
      console().message("Ends with Ctrl-C; sweeps go on.");
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE;
  }

  private LiveServer start(InetAddress address, String secret, LivePages pages) throws IOException {
    try {
      return LiveServer.start(address, port, secret, pages);
    } catch (BindException e) {
      throw UserErrorException.busy(
          "Port %d is taken. Maybe choose another with --port, or 0 for any free one."
              .formatted(port));
    }
  }

  private InetAddress address() {
    if (port < 0 || port > MAX_PORT) {
      throw UserErrorException.usage("--port (%d) must be 0…%d.".formatted(port, MAX_PORT));
    }
    try {
      InetAddress address = InetAddress.getAllByName(bind.orElse("127.0.0.1"))[0];
      if (!address.isLoopbackAddress() && token.isEmpty()) {
        throw UserErrorException.usage(
            "--bind %s would let other machines read the results and steer sweeps: give a --token too."
                .formatted(bind.get()));
      }
      if (address.isAnyLocalAddress()) {
        throw UserErrorException.usage(
            "--bind %s is every address of this machine: name one, so that requests under another name can be refused."
                .formatted(bind.get()));
      }
      return address;
    } catch (UnknownHostException e) {
      throw UserErrorException.usage("--bind %s is no address.".formatted(bind.get()));
    }
  }

  private static String hostOf(InetAddress address) {
    String host = address.getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static void remove(Path folder) {
    try {
      ResultsFolder.remove(folder);
    } catch (IOException e) {
      // The system tidies its temporary folder.
    }
  }
}
