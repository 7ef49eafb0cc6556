package highavailability.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves every job through its states at the configured speed. Time runs on the scheduler; reading
 * inputs and writing outputs, which may block, runs on the workers.
 */
final class JobEngine {

  private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);
  private static final int PROGRESS_STEPS = 10;
  private static final Set<JobState> CANCELABLE =
      EnumSet.of(JobState.QUEUED, JobState.SCHEDULED, JobState.PROCESSING);

  private final JobStore jobs;
  private final EncodingSpeed speed;
  private final Assets assets;
  private final InputReader reader;
  private final OutputWriter writer;
  private final JobEvents events;
  private final Faults faults;
  private final ScheduledExecutorService scheduler;
  private final Executor workers;

  /** The errors of the jobs that are to fail on purpose, by their run. */
  private final Map<UUID, JobError> doomed = new ConcurrentHashMap<>();

  JobEngine(
      JobStore jobs,
      EncodingSpeed speed,
      Assets assets,
      InputReader reader,
      OutputWriter writer,
      JobEvents events,
      Faults faults,
      ScheduledExecutorService scheduler,
      Executor workers) {
    this.jobs = jobs;
    this.speed = speed;
    this.assets = assets;
    this.reader = reader;
    this.writer = writer;
    this.events = events;
    this.faults = faults;
    this.scheduler = scheduler;
    this.workers = workers;
  }

  void start(Job job) {
    faults.errorOfNextJob().ifPresent(error -> doomed.put(job.run(), error));
    after(
        speed.queued(),
        JobState.QUEUED,
        () -> move(job, JobState.QUEUED, JobState.SCHEDULED, this::schedule));
  }

  /** Does nothing to a job that has ended or is being canceled already. */
  void cancel(Job job) {
    transition(job, CANCELABLE, JobState.CANCELING, Optional.empty())
        .ifPresent(
            canceling ->
                after(
                    speed.queued(),
                    JobState.CANCELING,
                    () -> move(job, JobState.CANCELING, JobState.CANCELED, done -> {})));
  }

  private void schedule(Job job) {
    after(
        speed.scheduled(),
        JobState.SCHEDULED,
        () ->
            move(
                job,
                JobState.SCHEDULED,
                JobState.PROCESSING,
                processing -> onWorker(processing, () -> download(processing))));
  }

  private void download(Job job) {
    int outageChanges = faults.outageChanges();
    try {
      StagedInput input = reader.read(job.definition().path("input"));
      continueProcessing(job, input, 1);
    } catch (InputFailure e) {
      if (wasInOutage(outageChanges)) {
        process(() -> onWorker(job, () -> download(job)));
      } else {
        fail(job, e.error());
      }
    }
  }

  private void continueProcessing(Job job, StagedInput input, int step) {
    after(
        speed.processing().dividedBy(PROGRESS_STEPS),
        JobState.PROCESSING,
        () -> {
          if (step == PROGRESS_STEPS) {
            finish(job, input);
            return;
          }
          Optional<JobStore.Change> progressed =
              jobs.change(
                  job, EnumSet.of(JobState.PROCESSING), now -> now.at(step * 100 / PROGRESS_STEPS));
          if (progressed.isEmpty()) {
            input.close();
            return;
          }
          events.progressed(progressed.get().after());
          continueProcessing(job, input, step + 1);
        });
  }

  private void finish(Job job, StagedInput input) {
    JobError error = doomed.remove(job.run());
    if (error == null) {
      onWorker(job, () -> upload(job, input));
    } else {
      input.close();
      fail(job, error);
    }
  }

  private void upload(Job job, StagedInput input) {
    int outageChanges = faults.outageChanges();
    boolean again = false;
    try {
      for (Job.Output output : job.outputs()) {
        if (!jobs.isIn(job, JobState.PROCESSING)) {
          return;
        }
        writer.write(input, assets.containerOf(output.assetName()));
      }
      process(() -> move(job, JobState.PROCESSING, JobState.FINISHED, done -> {}));
    } catch (ArmError | StorageFailure | IOException e) {
      again = wasInOutage(outageChanges);
      if (again) {
        process(() -> onWorker(job, () -> upload(job, input)));
      } else {
        fail(job, JobError.uploadNotAccessible(e.getMessage()));
      }
    } finally {
      if (!again) {
        input.close();
      }
    }
  }

  /** The encoders of a dead region stand still as well: they see no storage fail. */
  private boolean wasInOutage(int earlierChanges) {
    return faults.plan().regionDown() || faults.outageChanges() != earlierChanges;
  }

  private void fail(Job job, JobError error) {
    transition(job, EnumSet.of(JobState.PROCESSING), JobState.ERROR, Optional.of(error));
  }

  private void move(Job job, JobState from, JobState to, Consumer<Job> then) {
    transition(job, EnumSet.of(from), to, Optional.empty()).ifPresent(then);
  }

  private Optional<Job> transition(
      Job job, Set<JobState> from, JobState to, Optional<JobError> error) {
    Optional<JobStore.Change> change = jobs.change(job, from, now -> now.in(to, error));
    change.ifPresent(done -> events.changed(done.before(), done.after()));
    return change.map(JobStore.Change::after);
  }

  /** Goes on after the delay, or later, when jobs may leave the state. */
  private void after(Duration delay, JobState state, Runnable step) {
    unlessClosed(
        () ->
            scheduler.schedule(
                () -> faults.when(plan -> !plan.holdsJobsIn(state)).thenRunAsync(step, scheduler),
                delay.toMillis(),
                TimeUnit.MILLISECONDS));
  }

  private void process(Runnable step) {
    after(Duration.ZERO, JobState.PROCESSING, step);
  }

  private void onWorker(Job job, Runnable step) {
    unlessClosed(() -> workers.execute(() -> unlessClosed(() -> guarded(job, step))));
  }

  /**
   * Whatever goes wrong ends the job: one that hangs would look like a fault of the code under
   * test.
   */
  private void guarded(Job job, Runnable step) {
    try {
      step.run();
    } catch (RejectedExecutionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("Job {} of {} fails", job.name(), job.transformName(), e);
      fail(job, JobError.service(e.toString()));
    }
  }

  /** When the emulator is closed, its executors refuse work, and jobs stop where they are. */
  private static void unlessClosed(Runnable action) {
    try {
      action.run();
    } catch (RejectedExecutionException e) {
      LOG.debug("The emulator is closed; its jobs stop where they are.");
    }
  }
}
