package dev.nightsweep.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test databases of its own, and checks after it that no connection was left behind. */
final class FreshDatabase implements AfterEachCallback {
  private final List<Path> folders = new ArrayList<>();
  private final List<H2Store> stores = new ArrayList<>();

  /** A new, empty results folder. */
  Path folder() {
    try {
      Path folder = Files.createTempDirectory("nightsweep store");
      folders.add(folder);
      return folder;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A store in a new folder. */
  H2Store store() {
    return store(folder());
  }

  H2Store store(Path folder) {
    H2Store store = H2Store.open(folder);
    stores.add(store);
    return store;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    for (H2Store store : stores) {
      assertThat(store.connectionsInUse()).as("connections in use").isZero();
      store.close();
    }
    for (Path folder : folders) {
      assertThatNobodyHolds(folder.resolve("nightsweep.mv.db"));
      deleteAll(folder);
    }
    stores.clear();
    folders.clear();
  }

  private static void assertThatNobodyHolds(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      // Throws OverlappingFileLockException if a connection of this JVM still holds the database.
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        assertThat(lock).isNotNull();
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
