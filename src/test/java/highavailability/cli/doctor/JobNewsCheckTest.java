package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.About;
import highavailability.cli.doctor.Finding.Outcome;
import highavailability.jobs.Job;
import highavailability.jobs.JobState;
import highavailability.testing.TestCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobNewsCheckTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void attempts_that_ended_are_evidence() {
    String account = cluster.submit(1).current().account().orElseThrow();
    cluster.status.process(cluster.news(1, JobState.FINISHED));
    cluster.clock.advance(Duration.ofHours(1));

    assertEquals("1 attempt in the last 6 h, 1 ended", look(account).detail());
    assertEquals(Outcome.OK, look(account).outcome());
  }

  @Test
  void no_attempts_are_no_evidence() {
    assertEquals(
        "0 attempts in the last 6 h, 0 ended; no evidence of events",
        look(TestCluster.EAST).detail());
  }

  @Test
  void a_job_without_news_for_longer_than_the_resync_time_is_worth_a_warning() {
    String account = cluster.submit(1).current().account().orElseThrow();
    cluster.clock.advance(Duration.ofMinutes(31));

    Finding finding = look(account);

    assertEquals(Outcome.WARNING, finding.outcome());
    assertEquals(
        "1 attempt in the last 6 h, 0 ended, 1 without news for more than 30 min (such as job"
            + " jobName-1)",
        finding.detail());
    assertTrue(finding.cure().orElseThrow().contains("JobOutputStatusSyncFunction"));
  }

  @Test
  void an_attempt_that_no_longer_counts_may_be_silent() {
    Job job = cluster.submit(1);
    cluster.jobStore.replace(job.superseded("moved", true, cluster.clock.instant())).orElseThrow();
    cluster.clock.advance(Duration.ofMinutes(31));

    assertEquals(Outcome.OK, look(job.current().account().orElseThrow()).outcome());
  }

  private Finding look(String account) {
    return new JobNewsCheck(
            cluster.statuses,
            cluster.jobStore,
            Duration.ofHours(6),
            Duration.ofMinutes(30),
            cluster.clock)
        .find(new About("instance " + account, "job news"), account);
  }
}
