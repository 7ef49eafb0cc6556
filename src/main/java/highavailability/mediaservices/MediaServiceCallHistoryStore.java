package highavailability.mediaservices;

import java.time.Instant;
import java.util.List;

/** Keeps the history of calls to Media Services instances. */
public interface MediaServiceCallHistoryStore {
  /** Adds calls, of any instances. */
  void append(List<MediaServiceCall> calls);

  /**
   * All calls to an instance that started in a time window, both ends included, the oldest first.
   */
  List<MediaServiceCall> list(String accountName, Instant from, Instant to);
}
