package highavailability.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.JobState;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.TestCluster;
import java.time.Duration;
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
}
