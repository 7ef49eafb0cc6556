package highavailability.cli.submission;

import highavailability.cli.jobviews.JobView;
import highavailability.jobs.Json;
import highavailability.jobs.MessageQueues;
import highavailability.jobs.QueueNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Uploads and sends jobs, one after the other, so that the first can run while others follow. */
final class JobSender {
  private final MessageQueues queues;
  private final InputUpload uploads;
  private final Consumer<String> notes;

  JobSender(MessageQueues queues, InputUpload uploads, Consumer<String> notes) {
    this.queues = queues;
    this.uploads = uploads;
    this.notes = notes;
  }

  /**
   * What was done about a job, for scripts.
   *
   * @param inputAsset the asset that its file was uploaded to
   * @param inputInstance where that is
   * @param sent false when it was not necessary
   */
  record Sent(
      String jobName,
      String id,
      String transformName,
      String outputAssetName,
      String inputAsset,
      String inputInstance,
      boolean sent,
      String note) {}

  /**
   * Sends the jobs' requests. A repeat after a failure goes on where this has stopped.
   *
   * @param existing jobs that the ledger has, by name
   * @param instance where files are to be uploaded to
   */
  List<Sent> send(List<PlannedJob> jobs, Map<String, JobView> existing, Optional<String> instance) {
    List<Sent> done = new ArrayList<>();
    try {
      jobs.forEach(job -> done.add(send(job, existing.get(job.request().jobName()), instance)));
      return done;
    } catch (RuntimeException e) {
      if (jobs.size() > 1) {
        notes.accept(
            "%d of %d jobs were submitted; the same command goes on from there."
                .formatted(done.size(), jobs.size()));
      }
      throw e;
    }
  }

  private Sent send(PlannedJob job, JobView existing, Optional<String> instance) {
    Optional<String> note = Optional.ofNullable(existing).map(ExistingJobs::note);
    note.ifPresent(notes);
    if (existing != null && !ExistingJobs.isWorthSending(existing)) {
      return sent(job, Optional.empty(), false, note);
    }
    Optional<InputUpload.Uploaded> input =
        job.file().map(file -> uploads.upload(job.request().jobName(), file, instance));
    input
        .filter(InputUpload.Uploaded::wasThere)
        .ifPresent(
            i -> notes.accept(job.origin() + " is in asset '" + i.assetName() + "' already."));
    queues.send(QueueNames.JOB_REQUESTS, Json.write(job.request()), Duration.ZERO);
    return sent(job, input, true, note);
  }

  private static Sent sent(
      PlannedJob job, Optional<InputUpload.Uploaded> input, boolean isSent, Optional<String> note) {
    return new Sent(
        job.request().jobName(),
        job.request().id(),
        job.request().transformName(),
        job.request().outputAssetName(),
        input.map(InputUpload.Uploaded::assetName).orElse(null),
        input.map(InputUpload.Uploaded::instance).orElse(null),
        isSent,
        note.orElse(null));
  }
}
