package dev.nightsweep.train.dl4j.onednn;

import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl.algorithm;

/** What a pooling makes of a window; padding never counts. */
public enum PoolingKind {
  MAX(algorithm.pooling_max),
  AVERAGE(algorithm.pooling_avg_exclude_padding);

  final algorithm rule;

  PoolingKind(algorithm rule) {
    this.rule = rule;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT) + "-pooling ";
  }
}
