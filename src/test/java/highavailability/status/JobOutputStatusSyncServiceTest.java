package highavailability.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.JobError;
import highavailability.jobs.JobState;
import highavailability.jobs.QueueNames;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.TestCluster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobOutputStatusSyncServiceTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void a_silent_job_is_asked_about_and_decided() {
    cluster.submit(1);
    cluster.instanceOf(1).setState("jobName-1", JobState.FINISHED, null);
    cluster.clock.advance(Duration.ofMinutes(31));

    cluster.sync.syncJobOutputStatus();

    assertTrue(cluster.job(1).isDecided());
  }

  @Test
  void a_job_with_recent_news_is_left_alone() {
    cluster.submit(1);
    cluster.clock.advance(Duration.ofMinutes(20));
    cluster.status.process(cluster.news(1, JobState.PROCESSING));
    cluster.clock.advance(Duration.ofMinutes(20));

    cluster.sync.syncJobOutputStatus();

    assertFalse(cluster.instanceOf(1).calls().contains("findJob jobName-1"));
  }

  @Test
  void a_job_in_a_final_state_is_left_alone() {
    cluster.submit(1);
    cluster.status.process(cluster.news(1, JobState.FINISHED));
    cluster.clock.advance(Duration.ofHours(2));

    cluster.sync.syncJobOutputStatus();

    assertFalse(cluster.instanceOf(1).calls().contains("findJob jobName-1"));
  }

  @Test
  void an_instance_that_does_not_answer_does_not_stop_the_others() {
    cluster.submit(1);
    cluster.submit(2);
    cluster.instanceOf(1).fail("findJob", Outcome.UNKNOWN, 0);
    cluster.instanceOf(2).setState("jobName-2", JobState.FINISHED, null);
    cluster.clock.advance(Duration.ofMinutes(31));

    cluster.sync.syncJobOutputStatus();

    assertEquals(false, cluster.job(1).isDecided());
    assertEquals(true, cluster.job(2).isDecided());
  }

  @Test
  void many_silent_jobs_are_asked_about_by_one_list() {
    for (int n = 1; n <= 9; n++) {
      cluster.submit(n);
    }
    cluster.instances.accountNames().stream()
        .map(cluster.instances::get)
        .forEach(i -> i.jobs().keySet().forEach(j -> i.setState(j, JobState.FINISHED, null)));
    cluster.clock.advance(Duration.ofMinutes(31));

    cluster.sync.syncJobOutputStatus();

    for (int n = 1; n <= 9; n++) {
      assertTrue(cluster.job(n).isDecided());
    }
    assertEquals(
        1, cluster.instanceOf(1).calls().stream().filter(c -> c.startsWith("listJobs")).count());
    assertEquals(
        0, cluster.instanceOf(1).calls().stream().filter(c -> c.startsWith("findJob")).count());
  }

  @Test
  void the_error_that_an_event_would_have_brought_is_brought_too() {
    cluster.submit(1);
    JobError error = new JobError("ServiceError", "Service", "broken", true);
    cluster.instanceOf(1).setState("jobName-1", JobState.ERROR, error);
    cluster.clock.advance(Duration.ofMinutes(31));

    cluster.sync.syncJobOutputStatus();

    assertEquals(Optional.of(error), cluster.statuses.all().get(0).error());
  }

  @Test
  void a_job_that_its_instance_no_longer_has_is_verified_at_once() {
    cluster.submit(1);
    cluster.instanceOf(1).deleteJob("AdaptiveStreaming", "jobName-1");
    cluster.clock.advance(Duration.ofMinutes(31));

    cluster.sync.syncJobOutputStatus();

    assertEquals(
        Duration.ZERO,
        cluster.queues.on(QueueNames.JOB_VERIFICATION_REQUESTS).get(1).visibleAfter());
  }
}
