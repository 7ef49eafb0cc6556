package highavailability.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it stands at one moment. All its outputs are in the job's own state.
 *
 * @param run tells this job from a later one of the same name
 * @param definition {@code input}, {@code priority}, {@code correlationData}, {@code description}
 *     as they are shown
 */
record Job(
    UUID run,
    String transformName,
    String name,
    Instant created,
    Instant lastModified,
    ObjectNode definition,
    List<Output> outputs,
    JobState state,
    int progress,
    Optional<JobError> error,
    Optional<Instant> started,
    Optional<Instant> ended) {

  record Output(String assetName, String label) {}

  static Job queued(
      String transformName, String name, ObjectNode definition, List<Output> outputs) {
    Instant now = Instant.now();
    return new Job(
        UUID.randomUUID(),
        transformName,
        name,
        now,
        now,
        definition,
        List.copyOf(outputs),
        JobState.QUEUED,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Job in(JobState next, Optional<JobError> newError) {
    Instant now = Instant.now();
    return new Job(
        run,
        transformName,
        name,
        created,
        now,
        definition,
        outputs,
        next,
        next == JobState.FINISHED ? 100 : progress,
        newError,
        next == JobState.PROCESSING ? Optional.of(now) : started,
        next.isFinal() ? Optional.of(now) : ended);
  }

  Job at(int newProgress) {
    return new Job(
        run,
        transformName,
        name,
        created,
        Instant.now(),
        definition,
        outputs,
        state,
        newProgress,
        error,
        started,
        ended);
  }

  Job with(ObjectNode newDefinition) {
    return new Job(
        run,
        transformName,
        name,
        created,
        Instant.now(),
        newDefinition,
        outputs,
        state,
        progress,
        error,
        started,
        ended);
  }

  ObjectNode properties() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("created", created.toString());
    properties.put("state", state.label());
    properties.setAll(definition.deepCopy());
    properties.put("lastModified", lastModified.toString());
    ArrayNode shownOutputs = properties.putArray("outputs");
    for (Output output : outputs) {
      ObjectNode shown = outputJson(output);
      error.ifPresent(cause -> shown.set("error", cause.json()));
      putTimes(shown);
      shownOutputs.add(shown);
    }
    putTimes(properties);
    return properties;
  }

  /**
   * An output as events show it: without times, and with an explicit null when there is no error.
   */
  ObjectNode eventOutput(Output output) {
    ObjectNode shown = outputJson(output);
    shown.set("error", error.map(JobError::json).orElse(null));
    return shown;
  }

  private ObjectNode outputJson(Output output) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("@odata.type", "#Microsoft.Media.JobOutputAsset");
    shown.put("assetName", output.assetName());
    shown.put("label", output.label());
    shown.put("progress", progress);
    shown.put("state", state.label());
    return shown;
  }

  private void putTimes(ObjectNode shown) {
    started.ifPresent(time -> shown.put("startTime", time.toString()));
    ended.ifPresent(time -> shown.put("endTime", time.toString()));
  }
}
