package highavailability.azurestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.Decision;
import highavailability.jobs.FollowUps;
import highavailability.jobs.Job;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobRowTest {
  private static final Instant NOW = TestJobs.NOW;

  @Test
  void a_new_job_comes_back_as_it_was() {
    Job job = TestJobs.job("Jöb # \"1\" 🎬");
    assertEquals(job, roundTrip(job));
  }

  @Test
  void a_job_with_everything_comes_back_as_it_was() {
    Job job =
        TestJobs.job("job-1")
            .placedAt("amseastus", NOW.plusSeconds(1))
            .superseded("line one\nline \"two\"", true, NOW.plusMillis(1_500))
            .superseded("no instance", true, NOW.plusSeconds(3))
            .placedAt("amswestus", NOW.plusSeconds(4))
            .checked(true)
            .waiting(Optional.of(NOW.plusSeconds(4)))
            .failed("Code", "what went wrong: ü", NOW.plusSeconds(5))
            .withFollowUps(
                new FollowUps(
                    Optional.of(NOW.plusSeconds(6)),
                    Optional.of("{\"a\":\"ü\"}"),
                    Optional.of(NOW.plusSeconds(7)),
                    Set.of("amswestus", "amsnorth"),
                    Optional.of(NOW.plusSeconds(7)),
                    Optional.of(NOW.plusSeconds(8)),
                    Optional.of(NOW.plusSeconds(9))));
    assertEquals(job, roundTrip(job));
  }

  @Test
  void a_finished_job_comes_back_as_it_was() {
    Job job = TestJobs.job("job-1").placedAt("amseastus", NOW).finished(NOW.plusSeconds(1));
    assertEquals(job, roundTrip(job));
  }

  @Test
  void what_is_absent_is_no_property() {
    Row row = JobRow.write(TestJobs.job("job-1"));
    for (String property :
        new String[] {"Account", "Outcome", "EarlierAttempts", "Decision", "CompletedEvent"}) {
      assertFalse(row.has(property), property);
    }
  }

  @Test
  void a_very_long_failure_is_cut_and_says_so() {
    Job job = TestJobs.job("job-1").failed("Code", "🎬".repeat(20_000), NOW);
    String message = ((Decision.Failed) roundTrip(job).decision().orElseThrow()).message();
    assertTrue(message.length() <= Row.MAX_MESSAGE_LENGTH);
    assertTrue(message.endsWith("🎬…"));
  }

  @Test
  void many_attempts_with_long_outcomes_fit_into_one_property() {
    Job job = TestJobs.job("job-1");
    for (int i = 0; i < 100; i++) {
      job = job.superseded("\u0001".repeat(5_000), true, NOW);
    }
    assertTrue(JobRow.write(job).text("EarlierAttempts").length() <= Row.MAX_TEXT_LENGTH);
    assertEquals(100, roundTrip(job).earlier().size());
  }

  @Test
  void times_are_kept_to_the_microsecond() {
    Job job = Job.opened(TestJobs.request("job-1", "a"), NOW.plusNanos(1_999));
    assertEquals(NOW.plusNanos(1_000), roundTrip(job).createdAt());
  }

  private static Job roundTrip(Job job) {
    return JobRow.read(JobRow.write(job));
  }

  @Test
  void a_job_of_very_many_attempts_can_still_be_read() {
    Job job = TestJobs.job("job-1");
    for (int i = 0; i < 1_000; i++) {
      job = job.placedAt("amseastus", NOW).superseded("no answer", false, NOW);
    }

    Job read = roundTrip(job);

    assertEquals(1_001, read.current().number());
    assertEquals(1_000, read.earlier().get(read.earlier().size() - 1).number());
  }
}
