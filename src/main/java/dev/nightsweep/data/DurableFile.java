package dev.nightsweep.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is written as a whole or not at all, whatever dies meanwhile. */
public record DurableFile(Path path) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Writes the content. */
  @FunctionalInterface
  public interface FileContent {
    void writeTo(OutputStream out) throws IOException;
  }

  /** When this returns, the new content is on the disk; when it throws, the old one still is. */
  public void write(FileContent content) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    try {
      writeDraft(content);
      Files.move(
          draft(), path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(path.toAbsolutePath().getParent());
    } finally {
      deleteDraft();
    }
  }

  /** Deletes what a write that was cut short has left. */
  public void deleteDraft() throws IOException {
    Files.deleteIfExists(draft());
  }

  private Path draft() {
    return path.resolveSibling(path.getFileName() + ".part");
  }

  private void writeDraft(FileContent content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                draft(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out =
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Makes the new name durable; where folders cannot be synced (Windows) it is not needed. */
  private static void syncFolder(Path folder) {
    try (FileChannel handle = FileChannel.open(folder, StandardOpenOption.READ)) {
      handle.force(true);
    } catch (IOException e) {
      // Nothing to do: this file system does not sync folders.
    }
  }
}
