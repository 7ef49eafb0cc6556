package highavailability.cli.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.jobs.Json;
import highavailability.mediaservices.MediaServiceCallException.Outcome;
import highavailability.testing.FakeMediaServiceAdministrations;
import highavailability.testing.FakeMediaServiceInstances;
import highavailability.testing.JobRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceChecksTest {
  private final FakeMediaServiceInstances instances =
      new FakeMediaServiceInstances("amseast", "amswest");
  private final FakeMediaServiceAdministrations administrations =
      new FakeMediaServiceAdministrations("amseast", "amswest");
  private final List<String> notes = new ArrayList<>();

  @Test
  void a_transform_that_all_have_is_no_problem() {
    makeTransform("amseast");
    makeTransform("amswest");

    assertEquals(List.of(), problems(Set.of(), job()));
    assertEquals(List.of(), notes);
  }

  @Test
  void a_transform_that_only_some_have_is_told() {
    makeTransform("amseast");

    assertEquals(List.of(), problems(Set.of(), job()));
    assertEquals(
        List.of("Transform 'AdaptiveStreaming' is missing at amswest: jobs cannot run there."),
        notes);
  }

  @Test
  void a_transform_that_no_enabled_instance_has_is_a_problem() {
    makeTransform("amseast");

    List<String> problems = problems(Set.of("amseast"), job());

    assertEquals(1, problems.size());
    assertTrue(
        problems
            .get(0)
            .startsWith("Transform 'AdaptiveStreaming' exists in no enabled instance (amswest)"),
        problems.get(0));
  }

  @Test
  void an_instance_that_does_not_answer_keeps_nobody_from_submitting() {
    administrations.administrationOf("amswest").fail("findTransform", Outcome.UNAVAILABLE, 503);

    assertEquals(List.of(), problems(Set.of(), job()));
    assertTrue(notes.get(0).contains("answered 503"), notes.toString());
  }

  @Test
  void an_input_asset_that_none_has_is_a_problem() {
    makeTransform("amseast");
    makeTransform("amswest");
    instances.get("amswest").createOrUpdateAsset("there", Optional.empty());

    assertEquals(List.of(), problems(Set.of(), jobWith("there")));
    assertEquals(
        List.of("Input asset 'gone' exists in no instance (amseast, amswest); see its name."),
        problems(Set.of(), jobWith("gone")));
  }

  private void makeTransform(String account) {
    administrations
        .administrationOf(account)
        .createOrUpdateTransform("AdaptiveStreaming", Json.tree("{}"));
  }

  private List<String> problems(Set<String> disabled, PlannedJob job) {
    return new InstanceChecks(instances, administrations, disabled, notes::add)
        .problemsWith(List.of(job));
  }

  private static PlannedJob job() {
    return new PlannedJob("job", JobRequests.request(1), Optional.empty());
  }

  private static PlannedJob jobWith(String asset) {
    return new PlannedJob(
        "job",
        new RequestMaker("AdaptiveStreaming")
            .request(
                "a", Optional.empty(), Optional.empty(), RequestMaker.ofAsset(asset, List.of())),
        Optional.empty());
  }
}
