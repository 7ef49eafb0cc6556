package highavailability.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import highavailability.emulator.CallFault;
import highavailability.emulator.Calls;
import highavailability.emulator.EventFaults;
import highavailability.emulator.FaultPlan;
import highavailability.emulator.JobFailure;
import highavailability.emulator.JobState;
import highavailability.emulator.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A region's faults as the admin endpoint and the command line have them. */
final class FaultJson {
  private static final JobState[] STICKY = {JobState.SCHEDULED, JobState.PROCESSING};

  private FaultJson() {}

  /**
   * Adds what the JSON says to a plan: calls come after those that are there, all else replaces
   * what is there.
   *
   * @throws IllegalArgumentException naming the field that is wrong and the cure
   */
  static RegionPlan read(JsonNode json, RegionPlan base) {
    JsonFields fields =
        JsonFields.of(
            "",
            json,
            "regionDown",
            "apiDown",
            "storageDown",
            "calls",
            "failJobs",
            "stickJobsIn",
            "events",
            "copies");
    FaultPlan service = base.service();
    service = service.withRegionDown(fields.flag("regionDown").orElse(service.regionDown()));
    service = service.withApiDown(fields.flag("apiDown").orElse(service.apiDown()));
    service = service.withCalls(calls(fields, service.calls()));
    service =
        service.withJobFailure(
            fields.node("failJobs").map(FaultJson::jobFailure).or(service::jobFailure));
    service =
        service.withJobsStuckIn(fields.choice("stickJobsIn", STICKY).or(service::jobsStuckIn));
    EventFaults events = service.events();
    service =
        service.withEvents(fields.node("events").map(node -> events(node, events)).orElse(events));
    return new RegionPlan(
        service,
        fields.flag("storageDown").orElse(base.storageDown()),
        fields.node("copies").map(FaultJson::copyFault).or(base::copies));
  }

  /** What {@link #read} understands, without what does nothing. */
  static ObjectNode write(RegionPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    FaultPlan service = plan.service();
    putIf(json, "regionDown", service.regionDown());
    putIf(json, "apiDown", service.apiDown());
    putIf(json, "storageDown", plan.storageDown());
    if (!service.calls().isEmpty()) {
      service.calls().forEach(fault -> json.withArray("calls").add(write(fault)));
    }
    service
        .jobFailure()
        .ifPresent(
            failure ->
                write(
                    json.putObject("failJobs")
                        .put("code", failure.code())
                        .put("category", failure.category())
                        .put("retry", failure.retriable() ? "MayRetry" : "DoNotRetry"),
                    failure.quota()));
    service.jobsStuckIn().ifPresent(state -> json.put("stickJobsIn", JsonFields.camelCase(state)));
    if (!service.events().equals(EventFaults.none())) {
      json.set("events", write(service.events()));
    }
    plan.copies()
        .ifPresent(
            fault -> {
              ObjectNode shown = json.putObject("copies");
              shown.put("effect", JsonFields.camelCase(fault.effect()));
              fault.status().ifPresent(status -> shown.put("status", status));
              fault.pending().ifPresent(pending -> shown.put("pending", pending.toString()));
              write(shown, fault.quota());
            });
    return json;
  }

  private static List<CallFault> calls(JsonFields fields, List<CallFault> before) {
    List<CallFault> all = new ArrayList<>(before);
    Optional<JsonNode> calls = fields.node("calls");
    if (calls.isPresent() && !calls.get().isArray()) {
      throw new IllegalArgumentException("calls is no list: give one, in brackets");
    }
    for (int i = 0; calls.isPresent() && i < calls.get().size(); i++) {
      all.add(callFault("calls[" + i + "]", calls.get().get(i)));
    }
    return all;
  }

  private static CallFault callFault(String path, JsonNode json) {
    JsonFields fields =
        JsonFields.of(path, json, "effect", "status", "delay", "method", "kind", "share", "count");
    return naming(
        fields,
        () ->
            new CallFault(
                UUID.randomUUID(),
                fields.requiredChoice("effect", CallFault.Effect.values()),
                new Calls(fields.text("method"), fields.text("kind")),
                fields.number("status"),
                fields.duration("delay"),
                quota(fields)));
  }

  private static JobFailure jobFailure(JsonNode json) {
    JsonFields fields =
        JsonFields.of("failJobs", json, "code", "category", "retry", "share", "count");
    String retry = fields.text("retry").orElse("MayRetry");
    if (!List.of("MayRetry", "DoNotRetry").contains(retry)) {
      throw new IllegalArgumentException(
          "failJobs.retry is '" + retry + "': give MayRetry or DoNotRetry");
    }
    return naming(
        fields,
        () ->
            new JobFailure(
                fields.requiredText("code"),
                fields.requiredText("category"),
                retry.equals("MayRetry"),
                quota(fields)));
  }

  private static EventFaults events(JsonNode json, EventFaults before) {
    JsonFields fields =
        JsonFields.of("events", json, "lose", "loseShare", "delay", "duplicates", "shuffle");
    Optional<Quota> lost =
        fields
            .flag("lose")
            .map(lose -> Optional.of(Quota.all()).filter(q -> lose))
            .orElse(before.lost());
    return naming(
        fields,
        () ->
            new EventFaults(
                fields.fraction("loseShare").map(Quota::share).or(() -> lost),
                fields.duration("delay").orElse(before.delay()),
                fields.number("duplicates").orElse(before.duplicates()),
                fields.duration("shuffle").orElse(before.shuffleWindow())));
  }

  private static CopyFault copyFault(JsonNode json) {
    JsonFields fields =
        JsonFields.of("copies", json, "effect", "status", "pending", "share", "count");
    return naming(
        fields,
        () ->
            new CopyFault(
                fields.requiredChoice("effect", CopyFault.Effect.values()),
                fields.number("status"),
                fields.duration("pending"),
                quota(fields)));
  }

  private static Quota quota(JsonFields fields) {
    return new Quota(fields.fraction("share").orElse(1.0), fields.number("count"), 0);
  }

  /** Refusals of the records name their own field; those of the fields have the path already. */
  private static <T> T naming(JsonFields fields, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw e.getMessage().startsWith(fields.path()) ? e : fields.refused(e);
    }
  }

  private static ObjectNode write(CallFault fault) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("effect", JsonFields.camelCase(fault.effect()));
    fault.status().ifPresent(status -> json.put("status", status));
    fault.delay().ifPresent(delay -> json.put("delay", delay.toString()));
    fault.calls().method().ifPresent(method -> json.put("method", method));
    fault.calls().kind().ifPresent(kind -> json.put("kind", kind));
    write(json, fault.quota());
    return json;
  }

  private static ObjectNode write(EventFaults events) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    events
        .lost()
        .ifPresent(
            lost -> {
              putIf(json, "lose", lost.share() == 1);
              if (lost.share() < 1) {
                json.put("loseShare", lost.share());
              }
            });
    putUnlessZero(json, "delay", events.delay());
    if (events.duplicates() > 0) {
      json.put("duplicates", events.duplicates());
    }
    putUnlessZero(json, "shuffle", events.shuffleWindow());
    return json;
  }

  private static void write(ObjectNode json, Quota quota) {
    if (quota.share() < 1) {
      json.put("share", quota.share());
    }
    quota.left().ifPresent(left -> json.put("count", left));
  }

  private static void putIf(ObjectNode json, String field, boolean flag) {
    if (flag) {
      json.put(field, true);
    }
  }

  private static void putUnlessZero(ObjectNode json, String field, Duration duration) {
    if (!duration.isZero()) {
      json.put(field, duration.toString());
    }
  }
}
