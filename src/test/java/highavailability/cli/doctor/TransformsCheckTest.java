package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.cli.doctor.Finding.Outcome;
import highavailability.jobs.Json;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.testing.FakeMediaServiceAdministrations;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformsCheckTest {
  private static final List<String> ACCOUNTS = List.of("amseast", "amsnorth", "amswest");

  private final FakeMediaServiceAdministrations administrations =
      new FakeMediaServiceAdministrations("amseast", "amsnorth", "amswest");

  @Test
  void a_transform_that_is_missing_somewhere_is_named_with_the_places() {
    ACCOUNTS.forEach(a -> make(a, "Everywhere"));
    make("amsnorth", "Lonely");

    List<Finding> findings = look();

    assertEquals(List.of("Everywhere", "Lonely"), findings.stream().map(Finding::subject).toList());
    assertEquals("in 3 instances", findings.get(0).detail());
    assertEquals(Outcome.PROBLEM, findings.get(1).outcome());
    assertTrue(findings.get(1).detail().startsWith("is missing in amseast, amswest"));
    assertTrue(findings.get(1).cure().orElseThrow().startsWith("run msha init"));
  }

  @Test
  void names_are_compared_without_regard_to_case() {
    make("amseast", "Same");
    make("amsnorth", "same");
    make("amswest", "SAME");

    assertEquals(List.of(Outcome.OK), look().stream().map(Finding::outcome).toList());
  }

  @Test
  void an_instance_that_fails_is_told_and_the_others_are_compared() {
    make("amsnorth", "T");
    administrations
        .administrationOf("amseast")
        .fail("listTransforms", MediaServiceCallException.Outcome.UNKNOWN, 500);

    List<Finding> findings = look();

    assertEquals("of amseast", findings.get(0).subject());
    assertEquals(Outcome.NOT_CHECKED, findings.get(0).outcome());
    assertTrue(findings.get(1).detail().startsWith("is missing in amswest,"));
  }

  @Test
  void no_transform_at_all_is_worth_a_warning() {
    assertEquals(List.of(Outcome.WARNING), look().stream().map(Finding::outcome).toList());
  }

  private void make(String account, String name) {
    administrations.administrationOf(account).createOrUpdateTransform(name, Json.tree("{}"));
  }

  private List<Finding> look() {
    return new TransformsCheck(administrations, new SideBySide(Runnable::run))
        .find("transforms", ACCOUNTS);
  }
}
