package highavailability.local;

import highavailability.emulator.Quota;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong with server-side copies into the accounts behind a {@link StorageProxy}, switched
 * while it runs. A pending copy is a request that is kept and sent to the service later; meanwhile
 * the blob is shown as pending, and may not be changed.
 *
 * <p>Simpler than the service: a pending copy is not checked before it is done, cannot be aborted,
 * always shows 0 of 0 bytes, and hides the blob that it is to replace.
 */
final class CopyFaults implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CopyFaults.class);
  private static final Duration OUTAGE_POLL = Duration.ofMillis(100);
  private static final int ANSWER_MILLIS = 30_000;
  private static final Set<String> CHANGES = Set.of("PUT", "DELETE", "POST", "PATCH");

  private final InetSocketAddress service;
  private final BooleanSupplier cut;
  private final ScheduledExecutorService scheduler =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "postponed-copies");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Key, PostponedCopy> copies = new LinkedHashMap<>();
  private Optional<CopyFault> fault = Optional.empty();

  private record Key(String container, String blob) {}

  CopyFaults(InetSocketAddress service, BooleanSupplier cut) {
    this.service = service;
    this.cut = cut;
  }

  /** The fault in force, with what is left of its count. */
  synchronized Optional<CopyFault> current() {
    return fault;
  }

  /** Replaces the fault; without one, copies that are pending are done at once. */
  synchronized void set(Optional<CopyFault> newFault) {
    fault = newFault;
    if (fault.isEmpty()) {
      copies.forEach(
          (key, copy) -> {
            if (copy.isPending()) {
              schedule(() -> settle(key, copy, Optional.empty()), Duration.ZERO);
            }
          });
    }
  }

  /** Answers copies with an error. */
  void refuseCopies(int status, Quota quota) {
    set(Optional.of(CopyFault.refuse(status, quota)));
  }

  /** Lets copies stay pending for some time. */
  void slowCopies(Duration pending, Quota quota) {
    set(Optional.of(CopyFault.pend(pending, quota)));
  }

  /** Lets copies stay pending for some time and fail then. */
  void failCopies(Duration pending, Quota quota) {
    set(Optional.of(CopyFault.fail(pending, quota)));
  }

  void copyProperly() {
    set(Optional.empty());
  }

  /** What the proxy answers itself; empty when the service is to answer. */
  synchronized Optional<StorageAnswer> answerTo(HttpHead request) {
    BlobTarget target = BlobTarget.of(request);
    if (target.isContainer() && request.method().equals("DELETE")) {
      copies.keySet().removeIf(key -> key.container().equals(target.container()));
      return Optional.empty();
    }
    if (target.blob().isEmpty()) {
      return Optional.empty();
    }
    Key key = new Key(target.container(), target.blob().get());
    Optional<StorageAnswer> known =
        Optional.ofNullable(copies.get(key)).flatMap(copy -> answerFor(copy, key, request));
    return known.isPresent() || !isCopy(request, target) ? known : startCopy(key, request);
  }

  private Optional<StorageAnswer> answerFor(PostponedCopy copy, Key key, HttpHead request) {
    if (CHANGES.contains(request.method())) {
      if (copy.isPending()) {
        return Optional.of(
            StorageAnswer.error(
                409, "PendingCopyOperation", "There is currently a pending copy operation."));
      }
      copies.remove(key);
      return request.method().equals("DELETE")
          ? Optional.of(new StorageAnswer(202, List.of(), ""))
          : Optional.empty();
    }
    boolean isPart =
        request.header("x-ms-range").isPresent() || request.header("Range").isPresent();
    return Optional.of(
        isPart
            ? StorageAnswer.error(416, "InvalidRange", "The blob has no content.")
            : copy.properties());
  }

  private Optional<StorageAnswer> startCopy(Key key, HttpHead request) {
    Optional<CopyFault> hit = fault.filter(f -> f.quota().hits());
    fault = fault.map(f -> f.with(f.quota().afterOne()));
    if (hit.isEmpty()) {
      return Optional.empty();
    }
    LOG.info("The copy of {} meets {}", key.blob(), hit.get().effect());
    if (hit.get().effect() == CopyFault.Effect.REFUSE) {
      return hit.get().status().map(CopyFaults::refusal);
    }
    PostponedCopy copy = PostponedCopy.of(key.blob(), request);
    copies.put(key, copy);
    Optional<String> failure =
        Optional.of("500 InternalServerError \"The copy failed on purpose.\"")
            .filter(why -> hit.get().effect() == CopyFault.Effect.FAIL);
    schedule(() -> settle(key, copy, failure), hit.get().pending().orElseThrow());
    return Optional.of(copy.accepted());
  }

  private static StorageAnswer refusal(int status) {
    return switch (status) {
      case 403 ->
          StorageAnswer.error(403, "AuthorizationFailure", "This request is not authorized.");
      case 503 -> StorageAnswer.error(503, "ServerBusy", "The server is busy.");
      default ->
          status < 500
              ? StorageAnswer.error(status, "CannotVerifyCopySource", "The copy is refused.")
              : StorageAnswer.error(status, "InternalError", "The server has a problem.");
    };
  }

  /** Whether the service's listing does not show what {@link #listing} would. */
  synchronized boolean changeListing(HttpHead request) {
    BlobTarget target = BlobTarget.of(request);
    return request.method().equals("GET")
        && target.isListing()
        && copies.keySet().stream().anyMatch(key -> key.container().equals(target.container()));
  }

  /** The service's listing, with the copies that it does not know of. */
  byte[] listing(HttpHead request, byte[] fromService) {
    BlobTarget target = BlobTarget.of(request);
    List<PostponedCopy> ofContainer;
    synchronized (this) {
      ofContainer =
          copies.entrySet().stream()
              .filter(e -> e.getKey().container().equals(target.container()))
              .map(Map.Entry::getValue)
              .toList();
    }
    return BlobListing.with(ofContainer, target.query(), fromService);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private static boolean isCopy(HttpHead request, BlobTarget target) {
    return request.method().equals("PUT")
        && request.header("x-ms-copy-source").isPresent()
        && request.header("x-ms-blob-type").isEmpty()
        && request.header("x-ms-requires-sync").isEmpty()
        && !target.query().containsKey("comp");
  }

  private void settle(Key key, PostponedCopy copy, Optional<String> failure) {
    if (!isCurrent(key, copy)) {
      return;
    }
    if (cut.getAsBoolean()) {
      schedule(() -> settle(key, copy, failure), OUTAGE_POLL);
      return;
    }
    Optional<String> outcome = failure.isPresent() ? failure : perform(copy);
    synchronized (this) {
      if (isCurrent(key, copy)) {
        outcome.ifPresentOrElse(why -> copies.put(key, copy.failed(why)), () -> copies.remove(key));
      }
    }
  }

  private synchronized boolean isCurrent(Key key, PostponedCopy copy) {
    return copy.equals(copies.get(key));
  }

  /** Sends the client's request at last, and says why it failed, if it did. */
  private Optional<String> perform(PostponedCopy copy) {
    try (Socket socket = new Socket()) {
      socket.connect(service, ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(copy.request().bytes());
      int status =
          HttpHead.read(new BufferedInputStream(socket.getInputStream()))
              .orElseThrow(() -> new IOException("no answer"))
              .status();
      return status / 100 == 2
          ? Optional.empty()
          : Optional.of(status + " \"The service refused the copy.\"");
    } catch (IOException e) {
      return Optional.of("500 InternalServerError \"" + e.getMessage() + "\"");
    }
  }

  private void schedule(Runnable work, Duration delay) {
    try {
      scheduler.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The proxy is closed; a pending copy is not done any more.");
    }
  }
}
