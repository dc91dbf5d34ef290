package dev.nightsweep.store.h2;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.db.RowDataType;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.DataType;

/**
 * Reads the types of maps that a database file names by their classes, and no others than tables
 * have: H2 would load any class that stands there.
 */
final class TableTypes extends BasicDataType<DataType<?>> {
  private boolean foreign;

  /** Whether reading ended at a class that no table of ours needs. */
  boolean isForeign() {
    return foreign;
  }

  @Override
  public DataType<?> read(ByteBuffer buffer) {
    return read(buffer, false);
  }

  /** What is versioned is not so twice; a file could nest it without end. */
  private DataType<?> read(ByteBuffer buffer, boolean versioned) {
    String name = DataUtils.readString(buffer, DataUtils.readVarInt(buffer));
    return switch (name) {
      case "org.h2.mvstore.type.LongDataType",
          "org.h2.mvstore.type.ByteArrayDataType",
          "org.h2.mvstore.db.NullValueDataType",
          "org.h2.mvstore.db.LobStorageMap$BlobMeta$Type",
          "org.h2.mvstore.db.LobStorageMap$BlobReference$Type" ->
          this; // they have nothing behind their names, and nobody asks what they are
      case "org.h2.mvstore.db.RowDataType$Factory" ->
          new RowDataType.Factory().create(buffer, null, null);
      case "org.h2.mvstore.tx.VersionedValueType$Factory" ->
          versioned ? refused(name) : read(buffer, true);
      default -> refused(name);
    };
  }

  private DataType<?> refused(String name) {
    foreign = true;
    throw new IllegalArgumentException("no type of a table: " + name);
  }

  @Override
  public int getMemory(DataType<?> type) {
    return 0;
  }

  @Override
  public void write(WriteBuffer buffer, DataType<?> type) {
    throw new UnsupportedOperationException("the file is only read");
  }

  @Override
  public DataType<?>[] createStorage(int size) {
    return new DataType<?>[size];
  }
}
