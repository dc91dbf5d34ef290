package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.ProtobufFields;
import java.nio.ByteBuffer;

/** For which plugin of TensorBoard a value was written, and what that keeps with it. */
record SummaryMetadata(String plugin, ByteBuffer content) {
  static final SummaryMetadata NONE = new SummaryMetadata("", ByteBuffer.allocate(0));

  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;
  private static final int CONTENT = 2;

  static SummaryMetadata of(ProtobufFields fields) {
    SummaryMetadata metadata = NONE;
    while (fields.next()) {
      if (fields.number() == PLUGIN_DATA) {
        metadata = plugin(fields.message());
      }
    }
    return metadata;
  }

  private static SummaryMetadata plugin(ProtobufFields fields) {
    String name = "";
    ByteBuffer content = NONE.content;
    while (fields.next()) {
      if (fields.number() == PLUGIN_NAME) {
        name = fields.text();
      } else if (fields.number() == CONTENT) {
        content = fields.content();
      }
    }
    return new SummaryMetadata(name, content);
  }
}
