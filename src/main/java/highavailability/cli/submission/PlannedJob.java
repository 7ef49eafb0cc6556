package highavailability.cli.submission;

import highavailability.jobs.JobRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A job to be submitted.
 *
 * @param origin where it was asked for, such as {@code line 3}; begins what is said about it
 * @param request what will be sent
 * @param file to be uploaded into the job's input asset before
 */
record PlannedJob(String origin, JobRequest request, Optional<Path> file) {}
