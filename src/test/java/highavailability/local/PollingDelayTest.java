package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * azure-sdk-for-net, RandomizedExponentialBackoffStrategy; azure-docs, queue trigger, "Polling
 * algorithm".
 */
class PollingDelayTest {
  private final PollingDelay delay =
      new PollingDelay(Duration.ofMillis(100), Duration.ofSeconds(1), () -> 0.5);

  @Test
  void an_empty_queue_is_looked_at_more_and_more_rarely_up_to_the_maximum() {
    assertEquals(
        Stream.of(100, 200, 300, 500, 900, 1000, 1000).map(Duration::ofMillis).toList(),
        Stream.generate(() -> delay.next(false)).limit(7).toList());
  }

  @Test
  void a_message_brings_the_delay_back_to_its_minimum() {
    Stream.generate(() -> delay.next(false)).limit(7).toList();

    assertEquals(Duration.ofMillis(100), delay.next(true));
    assertEquals(Duration.ofMillis(200), delay.next(false));
  }
}
