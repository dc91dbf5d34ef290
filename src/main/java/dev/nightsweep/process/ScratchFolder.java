package dev.nightsweep.process;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder in the system's temporary one that goes with this process. A living process holds a lock
 * in its own; what killed ones have left goes with the next that is made.
 */
public final class ScratchFolder implements AutoCloseable {
  private static final String PREFIX = "nightsweep-scratch-";
  private static final String LOCK = "lock";
  private static final long MIN_FREE_BYTES = 1 << 20;
  private static final String OTHER_FOLDER =
      "NIGHTSWEEP_OPTS=-Djava.io.tmpdir=FOLDER names another.";

  private final Path whole;
  private final Path path;
  private final FileChannel lock;
  private final Runnable hookRemoval;

  private ScratchFolder(Path whole, Path path, FileChannel lock) {
    this.whole = whole;
    this.path = path;
    this.lock = lock;
    this.hookRemoval = Threads.atExit("tidy", () -> remove(whole));
  }

  /**
   * Makes one that only this user can read.
   *
   * @throws UserErrorException if none can be made; the message says where and what to do
   */
  public static ScratchFolder make() {
    Path made = created();
    try {
      removeLeftovers(made.getParent(), made);
      FileChannel lock =
          FileChannel.open(
              made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      if (Files.exists(made)) {
        return new ScratchFolder(made, Files.createTempDirectory(made, ""), lock);
      }
      lock.close();
      return make(); // before it was locked, another process took it for one that was left
    } catch (IOException e) {
      throw new UncheckedIOException("The folder %s cannot be used: %s".formatted(made, e), e);
    }
  }

  private static Path created() {
    try {
      return Files.createTempDirectory(ofThisProcess());
    } catch (IOException e) {
      throw UserErrorException.environment(
          "The folder for temporary files (%s) is missing, full, or may not be written. %s"
              .formatted(System.getProperty("java.io.tmpdir"), OTHER_FOLDER));
    }
  }

  /** Where its user's files go; empty at first. */
  public Path path() {
    return path;
  }

  /**
   * What to tell of a failure in it: that there is too little room, if that may be why.
   *
   * @param needed how many bytes of files it was to hold
   */
  public RuntimeException explained(RuntimeException failure, long needed) {
    long free = whole.toFile().getUsableSpace();
    return free < needed + MIN_FREE_BYTES
        ? UserErrorException.environment(
            "The folder for temporary files (%s) is full: %,d kB are free, and at least %,d are needed. %s"
                .formatted(
                    whole.getParent(), free >> 10, (needed + MIN_FREE_BYTES) >> 10, OTHER_FOLDER))
        : failure;
  }

  @Override
  public void close() {
    hookRemoval.run();
    remove(whole);
    try {
      lock.close();
    } catch (IOException e) {
      // It ends with the process.
    }
  }

  private static String ofThisProcess() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  /** Only folders of this user: in one of another's, paths could lead elsewhere meanwhile. */
  private static void removeLeftovers(Path parent, Path made) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        // Our own locks would be lost if we opened and closed their files once more.
        boolean ours = folder.getFileName().toString().startsWith(ofThisProcess());
        if (!ours && isLeft(folder, made)) {
          remove(folder);
        }
      }
    }
  }

  private static boolean isLeft(Path folder, Path made) {
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(made))) {
        return false;
      }
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
          FileLock taken = channel.tryLock()) {
        return taken != null;
      }
    } catch (IOException e) {
      return false; // it has just been made, or has just gone
    }
  }

  private static void remove(Path folder) {
    try {
      ResultsFolder.remove(folder);
    } catch (IOException e) {
      // It has gone, or the next one that is made takes it along.
    }
  }
}
