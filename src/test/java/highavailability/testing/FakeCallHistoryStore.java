package highavailability.testing;

import highavailability.mediaservices.MediaServiceCall;
import highavailability.mediaservices.MediaServiceCallHistoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Calls in memory. */
public final class FakeCallHistoryStore implements MediaServiceCallHistoryStore {
  private final List<MediaServiceCall> calls = new ArrayList<>();

  @Override
  public synchronized void append(List<MediaServiceCall> more) {
    calls.addAll(more);
  }

  @Override
  public synchronized List<MediaServiceCall> list(String accountName, Instant from, Instant to) {
    return calls.stream()
        .filter(c -> c.accountName().equals(accountName))
        .filter(c -> !c.startedAt().isBefore(from) && !c.startedAt().isAfter(to))
        .toList();
  }

  /** Adds calls with one answer; zero for none. */
  public void add(String accountName, int status, int count, Instant at) {
    for (int i = 0; i < count; i++) {
      append(
          List.of(
              new MediaServiceCall(
                  accountName,
                  at,
                  Duration.ofMillis(5),
                  "GET",
                  "transforms/jobs",
                  status == 0 ? OptionalInt.empty() : OptionalInt.of(status))));
    }
  }
}
