package highavailability.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does the same for several things at a time, so that a slow or failing one neither delays nor
 * stops the others.
 */
public final class SideBySide {
  private final Executor executor;

  /** Runs on the given threads. */
  public SideBySide(Executor executor) {
    this.executor = executor;
  }

  /**
   * Does something for each, and waits for all.
   *
   * @throws RuntimeException what the first of those that failed has thrown, when all have ended
   */
  public <T> void forEach(Collection<T> things, Consumer<T> action) {
    List<RuntimeException> failures = new ArrayList<>(failures(things, action).values());
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0);
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }

  /** Does something for each, waits for all, and tells what those that failed have thrown. */
  public <T> Map<T, RuntimeException> failures(Collection<T> things, Consumer<T> action) {
    Map<T, CompletableFuture<Void>> running = new LinkedHashMap<>();
    things.forEach(
        t -> running.put(t, CompletableFuture.runAsync(() -> action.accept(t), executor)));
    Map<T, RuntimeException> failures = new LinkedHashMap<>();
    running.forEach((t, future) -> failureOf(future).ifPresent(e -> failures.put(t, e)));
    return failures;
  }

  private static Optional<RuntimeException> failureOf(CompletableFuture<Void> future) {
    try {
      future.join();
      return Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      return Optional.of((RuntimeException) e.getCause());
    }
  }
}
