package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.mediaservices.MediaServiceCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableMediaServiceCallHistoryStoreIT {
  private static final Instant NOW = TestJobs.NOW;
  private static final StorageTables TABLES = Azurites.newTables();

  private final TableMediaServiceCallHistoryStore store =
      new TableMediaServiceCallHistoryStore(TABLES);

  @Test
  void calls_answered_or_not_come_back_as_they_were() {
    MediaServiceCall answered =
        new MediaServiceCall(
            "plain", NOW, Duration.ofMillis(12), "PUT", "transforms/jobs", OptionalInt.of(201));
    MediaServiceCall silent =
        new MediaServiceCall(
            "plain", NOW.plusMillis(1), Duration.ofSeconds(30), "GET", "", OptionalInt.empty());
    store.append(List.of(silent, answered));
    assertEquals(List.of(answered, silent), store.list("plain", NOW, NOW.plusSeconds(1)));
  }

  @Test
  void the_first_calls_of_all_create_the_table() {
    TableMediaServiceCallHistoryStore fresh =
        new TableMediaServiceCallHistoryStore(Azurites.newTables());
    assertEquals(List.of(), fresh.list("fresh", NOW, NOW));
    fresh.append(calls("fresh", 3, Duration.ofSeconds(1)));
    assertEquals(3, fresh.list("fresh", NOW, NOW.plusSeconds(10)).size());
  }

  @Test
  void hundreds_of_calls_over_instances_and_hours_are_all_kept() {
    List<MediaServiceCall> one = calls("one", 250, Duration.ofMillis(1));
    List<MediaServiceCall> two = calls("two", 30, Duration.ofMinutes(7));
    List<MediaServiceCall> all =
        new ArrayList<>(Stream.concat(one.stream(), two.stream()).toList());
    Collections.shuffle(all);
    store.append(all);
    assertEquals(one, store.list("one", NOW, NOW.plus(Duration.ofHours(9))));
    assertEquals(two, store.list("two", NOW, NOW.plus(Duration.ofHours(9))));
  }

  @Test
  void calls_at_the_same_moment_are_all_kept() {
    List<MediaServiceCall> calls = calls("same", 5, Duration.ZERO);
    store.append(calls);
    store.append(calls);
    assertEquals(10, store.list("same", NOW, NOW).size());
  }

  @Test
  void a_window_includes_both_ends_over_hours() {
    store.append(calls("window", 200, Duration.ofMinutes(1)));
    Instant from = NOW.plus(Duration.ofMinutes(59));
    Instant to = NOW.plus(Duration.ofMinutes(121));
    List<MediaServiceCall> window = store.list("WINDOW", from, to);
    assertEquals(63, window.size());
    assertEquals(from, window.get(0).startedAt());
    assertEquals(to, window.get(62).startedAt());
  }

  @Test
  void nothing_to_append_calls_nothing() {
    store.append(List.of());
    assertEquals(List.of(), store.list("none", NOW, NOW));
  }

  private static List<MediaServiceCall> calls(String account, int count, Duration step) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new MediaServiceCall(
                    account,
                    NOW.plus(step.multipliedBy(i)),
                    Duration.ofMillis(i),
                    "GET",
                    "assets",
                    OptionalInt.of(200 + i)))
        .toList();
  }
}
