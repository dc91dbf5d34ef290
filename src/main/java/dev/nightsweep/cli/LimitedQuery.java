package dev.nightsweep.cli;

import dev.nightsweep.process.FailureText;
import dev.nightsweep.process.Threads;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.RowSink;
import dev.nightsweep.store.h2.H2Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A query on a thread of its own, as H2 looks at no clock inside a function: when time is up, the
 * thread is left to itself, and ends with this process.
 *
 * @param limit until the first row; those that follow wait for whoever takes them
 */
record LimitedQuery(H2Store copy, Duration limit) {
  /** H2 itself ends what it can when time is up. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  void answer(String sql, RowSink sink) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> whole = new CompletableFuture<>();
    Threads.start(
        "query",
        () -> {
          copy.query(sql, new Announcing(sink, begun));
          whole.complete(null);
        },
        failure -> {
          whole.completeExceptionally(failure);
          begun.countDown();
        });
    if (!begun.await(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
      throw QueryException.tookTooLong(limit);
    }
    await(whole);
  }

  private static void await(CompletableFuture<Void> whole) throws InterruptedException {
    try {
      whole.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e.getCause() instanceof OutOfMemoryError
          ? QueryException.tookTooMuchMemory()
          : new QueryException(FailureText.of(e.getCause()), e);
    }
  }

  /** Says when the answer begins. */
  private record Announcing(RowSink sink, CountDownLatch begun) implements RowSink {
    @Override
    public void columns(List<String> names) {
      begun.countDown();
      sink.columns(names);
    }

    @Override
    public void row(List<Object> cells) {
      sink.row(cells);
    }
  }
}
