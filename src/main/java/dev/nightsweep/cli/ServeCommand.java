package dev.nightsweep.cli;

import dev.nightsweep.app.LivePages;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.process.ScratchFolder;
import dev.nightsweep.serve.LiveServer;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
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
          "Listen for other machines too; needs a token of yours. What is sent is not encrypted:"
              + " behind a proxy or in a network that you trust.")
  private Optional<String> bind = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Holds the token that allows to steer sweeps and, with --bind, to read; nobody else may"
              + " read the file. Without it the variable NIGHTSWEEP_TOKEN is the token, or a new"
              + " one is made.")
  private Optional<Path> tokenFile = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServeToken token = ServeToken.of(tokenFile, System.getenv("NIGHTSWEEP_TOKEN"));
    InetAddress address = address(token);
    try (ScratchFolder shadow = ScratchFolder.make();
        Store store = open(shadow);
        LiveServer server = start(address, token.text(), new LivePages(folder(), store))) {
      console()
          .result(
              "http://%s:%d/?token=%s"
                  .formatted(hostOf(address), server.address().getPort(), token.text()));
      console().message("Ends with Ctrl-C; sweeps go on.");
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE;
  }

  private static Store open(ScratchFolder shadow) {
    try {
      return H2Store.open(shadow.path());
    } catch (StoreException e) {
      throw shadow.explained(e, 0);
    }
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

  private InetAddress address(ServeToken token) {
    if (port < 0 || port > MAX_PORT) {
      throw UserErrorException.usage("--port (%d) must be 0…%d.".formatted(port, MAX_PORT));
    }
    try {
      InetAddress address = InetAddress.getAllByName(bind.orElse("127.0.0.1"))[0];
      if (!address.isLoopbackAddress() && !token.isChosen()) {
        throw UserErrorException.usage(
            "--bind %s would let other machines read the results and steer sweeps: give a token of yours too, by --token-file or NIGHTSWEEP_TOKEN."
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
}
