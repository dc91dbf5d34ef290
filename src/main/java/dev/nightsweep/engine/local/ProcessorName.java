package dev.nightsweep.engine.local;

import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.ProcessorIdentifier;

/** What a processor is called, so that kinds that take unlike times have unlike names. */
public final class ProcessorName {
  private ProcessorName() {}

  /** With family and model: a virtual machine may call processors of many kinds the same. */
  public static String of(CentralProcessor processor) {
    ProcessorIdentifier identifier = processor.getProcessorIdentifier();
    return "%s, family %s model %s stepping %s"
        .formatted(
            identifier.getName().strip(),
            identifier.getFamily(),
            identifier.getModel(),
            identifier.getStepping());
  }
}
