package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MediaServiceCallHistoryTest {
  private final FakeStore store = new FakeStore();

  @Test
  void calls_are_written_at_the_flush_and_only_once() {
    MediaServiceCallHistory history = new MediaServiceCallHistory(store);
    history.record(call(1));
    history.record(call(2));
    assertEquals(List.of(), store.written);

    history.flush();
    history.flush();

    assertEquals(List.of(call(1), call(2)), store.written);
  }

  @Test
  void many_calls_are_written_in_batches() {
    MediaServiceCallHistory history = new MediaServiceCallHistory(store);
    for (int i = 0; i < 1100; i++) {
      history.record(call(i));
    }

    history.flush();

    assertEquals(List.of(500, 500, 100), store.batchSizes);
  }

  @Test
  void a_failing_store_neither_throws_nor_loses_calls() {
    MediaServiceCallHistory history = new MediaServiceCallHistory(store);
    history.record(call(1));
    store.failing = true;
    history.flush();
    history.record(call(2));
    history.flush();

    store.failing = false;
    history.flush();

    assertEquals(List.of(call(1), call(2)), store.written);
  }

  @Test
  void the_oldest_calls_are_dropped_and_counted_when_there_is_no_room() {
    MediaServiceCallHistory history = new MediaServiceCallHistory(store, 2);
    store.failing = true;
    for (int i = 1; i <= 4; i++) {
      history.record(call(i));
      history.flush();
    }

    store.failing = false;
    history.flush();

    assertEquals(List.of(call(3), call(4)), store.written);
    assertEquals(2, history.droppedCalls());
  }

  private static MediaServiceCall call(int number) {
    return new MediaServiceCall(
        "amseast",
        Instant.EPOCH.plusSeconds(number),
        Duration.ofMillis(5),
        "GET",
        "assets",
        OptionalInt.of(200));
  }

  private static final class FakeStore implements MediaServiceCallHistoryStore {
    private final List<MediaServiceCall> written = new ArrayList<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private boolean failing;

    @Override
    public void append(List<MediaServiceCall> calls) {
      if (failing) {
        throw new IllegalStateException("the table cannot be reached");
      }
      written.addAll(calls);
      batchSizes.add(calls.size());
    }

    @Override
    public List<MediaServiceCall> list(String accountName, Instant from, Instant to) {
      return List.copyOf(written);
    }
  }
}
