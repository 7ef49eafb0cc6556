package highavailability.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Says what happens to jobs, in the event types and data that the service documents. */
final class JobEvents {

  private static final String TYPE = "Microsoft.Media.";

  private final EventGridPublisher publisher;

  JobEvents(EventGridPublisher publisher) {
    this.publisher = publisher;
  }

  /** All types of events that come from here. */
  static List<String> types() {
    List<String> states =
        Stream.of(JobState.values())
            .filter(state -> state != JobState.QUEUED)
            .map(JobState::eventSuffix)
            .toList();
    Stream<String> changes =
        Stream.of("JobOutput", "Job")
            .flatMap(
                kind -> Stream.concat(Stream.of("StateChange"), states.stream()).map(kind::concat));
    return Stream.concat(changes, Stream.of("JobOutputProgress")).map(TYPE::concat).toList();
  }

  void changed(Job before, Job after) {
    for (Job.Output output : after.outputs()) {
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      data.put("previousState", before.state().label());
      data.set("output", after.eventOutput(output));
      data.set("jobCorrelationData", after.definition().path("correlationData").deepCopy());
      publish(after, "JobOutputStateChange", data);
      publish(after, "JobOutput" + after.state().eventSuffix(), data);
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("previousState", before.state().label());
    data.put("state", after.state().label());
    data.set("correlationData", after.definition().path("correlationData").deepCopy());
    publish(after, "JobStateChange", data);
    publish(after, "Job" + after.state().eventSuffix(), withOutputs(after, data));
  }

  void progressed(Job job) {
    for (Job.Output output : job.outputs()) {
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      data.put("label", output.label());
      data.put("progress", job.progress());
      data.set("jobCorrelationData", job.definition().path("correlationData").deepCopy());
      publish(job, "JobOutputProgress", data);
    }
  }

  /** The event of a final state sums the outputs up. */
  private static ObjectNode withOutputs(Job job, ObjectNode data) {
    if (!job.state().isFinal()) {
      return data;
    }
    ObjectNode all = data.deepCopy();
    ArrayNode outputs = all.putArray("outputs");
    job.outputs().forEach(output -> outputs.add(job.eventOutput(output)));
    return all;
  }

  private void publish(Job job, String type, ObjectNode data) {
    publisher.publish(
        "transforms/" + job.transformName() + "/jobs/" + job.name(), TYPE + type, data);
  }
}
