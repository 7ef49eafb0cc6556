package highavailability.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaTest {

  @Test
  void a_count_hits_the_next_ones_only() {
    assertEquals(List.of(true, true, false, false), hits(Quota.next(2), 4));
  }

  @Test
  void a_share_is_spread_evenly() {
    assertEquals(
        List.of(false, false, false, true, false, false, false, true), hits(Quota.share(0.25), 8));
  }

  @Test
  void without_limits_all_are_hit() {
    assertEquals(List.of(true, true, true), hits(Quota.all(), 3));
  }

  @Test
  void what_is_no_share_or_count_is_refused_by_name() {
    assertTrue(refusal(() -> Quota.share(0)).contains("share is 0.0"));
    assertTrue(refusal(() -> Quota.share(1.5)).contains("share is 1.5"));
    assertTrue(refusal(() -> Quota.next(0)).contains("count is 0"));
  }

  private static String refusal(Runnable making) {
    return assertThrows(IllegalArgumentException.class, making::run).getMessage();
  }

  private static List<Boolean> hits(Quota quota, int times) {
    List<Boolean> hits = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      hits.add(quota.hits());
      quota = quota.afterOne();
    }
    return hits;
  }
}
