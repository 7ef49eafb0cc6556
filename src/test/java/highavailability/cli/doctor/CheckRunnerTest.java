package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {
  @Test
  void a_check_that_fails_and_one_that_hangs_do_not_keep_others_from_running() {
    CountDownLatch never = new CountDownLatch(1);
    try (CheckRunner runner = new CheckRunner(Duration.ofMillis(300))) {
      List<Finding> findings =
          runner.run(
              List.of(
                  Check.of(
                      "area",
                      "failing",
                      about -> {
                        throw new IllegalStateException("no way");
                      }),
                  Check.of(
                      "area",
                      "hanging",
                      about -> {
                        await(never);
                        return about.ok("at last");
                      }),
                  Check.of("area", "well", about -> about.ok("fine"))));

      assertEquals(
          List.of(Outcome.PROBLEM, Outcome.PROBLEM, Outcome.OK),
          findings.stream().map(Finding::outcome).toList());
      assertEquals("no way", findings.get(0).detail());
      assertTrue(findings.get(1).detail().startsWith("no answer within"));
    }
  }

  @Test
  void a_check_whose_premise_failed_is_not_made() {
    Check check =
        Check.of(
                "area",
                "subject",
                about -> {
                  throw new AssertionError("it is looked at");
                })
            .onlyIf(false, "there is no need");
    try (CheckRunner runner = new CheckRunner(Duration.ofSeconds(10))) {
      Finding finding = runner.run(List.of(check)).get(0);

      assertEquals(Outcome.NOT_CHECKED, finding.outcome());
      assertEquals("there is no need", finding.detail());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
