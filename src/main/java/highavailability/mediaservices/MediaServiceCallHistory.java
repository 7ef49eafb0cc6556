package highavailability.mediaservices;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the calls of this process in memory, so that recording one costs the call nothing, and
 * writes them in batches when {@link #flush} is called, which is before an invocation ends.
 */
public final class MediaServiceCallHistory {
  /** Calls kept while the store does not take them. */
  public static final int DEFAULT_CAPACITY = 10_000;

  private static final int BATCH_SIZE = 500;
  private static final Logger LOG = LoggerFactory.getLogger(MediaServiceCallHistory.class);

  private final MediaServiceCallHistoryStore store;
  private final int capacity;
  private final Deque<MediaServiceCall> waiting = new ArrayDeque<>();
  private long dropped;
  private long droppedAndReported;
  private boolean failing;

  /** A history that keeps {@link #DEFAULT_CAPACITY} calls at most. */
  public MediaServiceCallHistory(MediaServiceCallHistoryStore store) {
    this(store, DEFAULT_CAPACITY);
  }

  /** A history that keeps that many calls at most while they wait to be written. */
  public MediaServiceCallHistory(MediaServiceCallHistoryStore store, int capacity) {
    this.store = Objects.requireNonNull(store, "store");
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + "; it must be positive.");
    }
    this.capacity = capacity;
  }

  /** Remembers a call until the next flush. When there is no room, the oldest call is dropped. */
  public synchronized void record(MediaServiceCall call) {
    waiting.addLast(Objects.requireNonNull(call, "call"));
    dropBeyondCapacity();
  }

  /**
   * Writes all calls that wait. Never throws: what the store does not take waits for the next
   * flush.
   */
  public void flush() {
    List<MediaServiceCall> batch = nextBatch();
    while (!batch.isEmpty()) {
      try {
        store.append(batch);
      } catch (RuntimeException e) {
        keep(batch, e);
        return;
      }
      reportSuccess();
      batch = nextBatch();
    }
  }

  /** How many calls were dropped since the process started. */
  public synchronized long droppedCalls() {
    return dropped;
  }

  private synchronized List<MediaServiceCall> nextBatch() {
    List<MediaServiceCall> batch = new ArrayList<>(Math.min(BATCH_SIZE, waiting.size()));
    while (batch.size() < BATCH_SIZE && !waiting.isEmpty()) {
      batch.add(waiting.removeFirst());
    }
    return batch;
  }

  private synchronized void keep(List<MediaServiceCall> batch, RuntimeException failure) {
    for (int i = batch.size() - 1; i >= 0; i--) {
      waiting.addFirst(batch.get(i));
    }
    dropBeyondCapacity();
    if (!failing) {
      failing = true;
      LOG.atWarn()
          .addKeyValue("waitingCalls", waiting.size())
          .addKeyValue("reason", ErrorText.of(failure))
          .log("The history of Media Services calls was not written; it is kept for a later flush");
    }
  }

  private synchronized void reportSuccess() {
    failing = false;
    if (dropped > droppedAndReported) {
      LOG.atWarn()
          .addKeyValue("droppedCalls", dropped - droppedAndReported)
          .log("The history of Media Services calls lacks calls that found no room");
      droppedAndReported = dropped;
    }
  }

  private void dropBeyondCapacity() {
    while (waiting.size() > capacity) {
      waiting.removeFirst();
      dropped++;
    }
  }
}
