package highavailability.cli.setup;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.azurestorage.Prepared;
import highavailability.cli.setup.EnvironmentSetup.Wishes;
import highavailability.cli.setup.InstanceSetup.KeyPolicy;
import highavailability.cli.setup.SetupItem.Outcome;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.SideBySide;
import highavailability.mediaservices.MediaServiceAdministration.ClearKeyOption;
import highavailability.mediaservices.MediaServiceAdministration.ContentKeyPolicy;
import highavailability.mediaservices.MediaServiceAdministration.LocatorItem;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.mediaservices.TransformProperties;
import highavailability.provisioning.HealthProbe;
import highavailability.testing.FakeMediaServiceAdministration;
import highavailability.testing.FakeMediaServiceAdministrations;
import highavailability.testing.FakeMediaServiceInstances;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EnvironmentSetupTest {
  private static final String EAST = "amseast";
  private static final String WEST = "amswest";
  private static final ClearKeyOption KEY =
      new ClearKeyOption("issuer", "players", new byte[] {1, 2, 3});
  private static final Prepared PREPARED = new Prepared(List.of("there"), List.of("new"));

  private final FakeMediaServiceInstances instances = new FakeMediaServiceInstances(EAST, WEST);
  private final FakeMediaServiceAdministrations administrations =
      new FakeMediaServiceAdministrations(EAST, WEST);
  private final Blobs blobs = new Blobs();
  private final List<String> notes = new ArrayList<>();
  private Supplier<Prepared> tables = () -> PREPARED;

  @Test
  void what_is_missing_is_made_in_every_instance_and_found_the_next_time() {
    List<SetupItem> first = setUp(Wishes.defaults());
    showProbeFiles();
    List<SetupItem> second = setUp(Wishes.defaults());

    assertAll(
        () ->
            assertEquals(
                List.of(
                    "null queue there found",
                    "null queue new made",
                    "null table there found",
                    "null table new made",
                    "amseast transform AdaptiveStreaming made",
                    "amseast content-key-policy keys made",
                    "amseast probe-file health-probe made",
                    "amseast streaming-endpoint default updated",
                    "amswest transform AdaptiveStreaming made",
                    "amswest content-key-policy keys made",
                    "amswest probe-file health-probe made",
                    "amswest streaming-endpoint default updated"),
                first.stream().map(EnvironmentSetupTest::line).toList()),
        () -> assertEquals(2, notes.size()),
        () ->
            assertEquals(
                List.of(Outcome.found),
                second.stream().skip(4).map(SetupItem::outcome).distinct().toList()),
        () ->
            assertEquals(
                HealthProbe.LOCATOR_ID, instances.get(WEST).locators().get(HealthProbe.NAME).id()),
        () ->
            assertEquals(
                Map.of(
                    new Container(EAST, "container-health-probe"), 3L,
                    new Container(WEST, "container-health-probe"), 3L),
                blobs.sizes));
  }

  @Test
  void what_is_there_otherwise_is_left_so_unless_it_is_to_be_updated() {
    FakeMediaServiceAdministration east = administrations.administrationOf(EAST);
    JsonNode other = TransformProperties.ofBuiltInPreset("ContentAwareEncoding");
    east.createOrUpdateTransform("AdaptiveStreaming", other);
    ClearKeyOption otherKey = new ClearKeyOption("issuer", "players", new byte[] {9});
    east.put("keys", new ContentKeyPolicy(Optional.of(otherKey)));
    instances
        .get(EAST)
        .createOrUpdateAsset(HealthProbe.NAME, Optional.of(HealthProbe.ALTERNATE_ID));
    instances
        .get(EAST)
        .createStreamingLocator(
            new NewStreamingLocator(
                HealthProbe.NAME, UUID.randomUUID(), "a", "p", Optional.empty(), List.of()));

    List<SetupItem> looked = setUp(wishes(EAST, false));
    assertAll(
        () -> assertEquals(Outcome.differs, outcome(looked, "transform")),
        () -> assertEquals(Outcome.differs, outcome(looked, "content-key-policy")),
        () -> assertEquals(Outcome.differs, outcome(looked, "probe-file")),
        () -> assertEquals(Optional.of(other), east.findTransform("AdaptiveStreaming")),
        () -> assertTrue(detail(looked, "content-key-policy").startsWith("its key is not Clear")),
        () ->
            assertEquals(
                Optional.of(new ContentKeyPolicy(Optional.of(otherKey))),
                east.findContentKeyPolicy("keys")));

    List<SetupItem> changed = setUp(wishes(EAST, true));
    assertAll(
        () -> assertEquals(Outcome.updated, outcome(changed, "transform")),
        () -> assertEquals(Outcome.updated, outcome(changed, "content-key-policy")),
        () -> assertEquals(Outcome.updated, outcome(changed, "probe-file")),
        () -> assertTrue(east.calls().contains("deleteStreamingLocator health-probe")),
        () ->
            assertEquals(
                Optional.of(new ContentKeyPolicy(Optional.of(KEY))),
                east.findContentKeyPolicy("keys")));
  }

  @Test
  void a_policy_of_another_issuer_or_kind_is_told_without_any_key() {
    FakeMediaServiceAdministration east = administrations.administrationOf(EAST);
    east.put(
        "keys", new ContentKeyPolicy(Optional.of(new ClearKeyOption("him", "us", new byte[] {9}))));
    String issuer = detail(setUp(wishes(EAST, false)), "content-key-policy");
    east.put("keys", new ContentKeyPolicy(Optional.empty()));
    String kind = detail(setUp(wishes(EAST, false)), "content-key-policy");

    assertAll(
        () -> assertTrue(issuer.contains("its issuer is 'him', not TokenIssuer"), issuer),
        () -> assertTrue(issuer.contains("its audience is 'us', not TokenAudience"), issuer),
        () -> assertTrue(kind.contains("not one clear-key option"), kind));
  }

  @Test
  void an_asset_of_somebody_else_is_not_touched() {
    instances.get(EAST).createOrUpdateAsset(HealthProbe.NAME, Optional.empty());

    List<SetupItem> items = setUp(wishes(EAST, true));

    assertAll(
        () -> assertEquals(Outcome.differs, outcome(items, "probe-file")),
        () -> assertEquals(Map.of(), blobs.sizes),
        () -> assertEquals(Map.of(), instances.get(EAST).locators()));
  }

  @Test
  void an_instance_that_is_down_keeps_no_other_from_being_set_up() {
    instances.get(EAST).fail("probe", MediaServiceCallException.Outcome.UNAVAILABLE, 0);

    List<SetupItem> items = setUp(Wishes.defaults());

    List<SetupItem> east = items.stream().filter(i -> EAST.equals(i.instance())).toList();
    List<SetupItem> west = items.stream().filter(i -> WEST.equals(i.instance())).toList();
    assertAll(
        () -> assertEquals(List.of("amseast instance amseast failed"), lines(east)),
        () -> assertTrue(east.get(0).detail().contains("as the test wants")),
        () -> assertEquals(4, west.size()),
        () -> assertTrue(west.stream().allMatch(SetupItem::asWanted)));
  }

  @Test
  void a_step_that_fails_keeps_no_other_from_being_done() {
    administrations
        .administrationOf(EAST)
        .fail("createOrUpdateTransform", MediaServiceCallException.Outcome.REFUSED, 403);
    tables =
        () -> {
          throw new IllegalStateException("no answer");
        };

    List<SetupItem> items = setUp(wishes(EAST, false));

    assertEquals(
        List.of(
            "null queue there found",
            "null queue new made",
            "null table all failed",
            "amseast transform AdaptiveStreaming failed",
            "amseast content-key-policy keys made",
            "amseast probe-file health-probe made",
            "amseast streaming-endpoint default updated"),
        lines(items));
  }

  @Test
  void streaming_endpoints_are_left_alone_on_demand() {
    Wishes wishes = Wishes.defaults();
    setUp(new Wishes(List.of(), wishes.transforms(), false, false));

    assertFalse(administrations.administrationOf(EAST).listStreamingEndpoints().get(0).isRunning());
  }

  private List<SetupItem> setUp(Wishes wishes) {
    return new EnvironmentSetup(
            instances,
            administrations,
            blobs,
            new SideBySide(Runnable::run),
            () -> PREPARED,
            tables,
            new KeyPolicy("keys", KEY),
            notes::add)
        .run(wishes);
  }

  /** The two fakes of an account do not know of one another. */
  private void showProbeFiles() {
    for (String account : List.of(EAST, WEST)) {
      administrations
          .administrationOf(account)
          .put(
              new LocatorItem(
                  HealthProbe.NAME, HealthProbe.LOCATOR_ID, HealthProbe.NAME, Instant.EPOCH),
              HealthProbe.PATH);
    }
  }

  private static Wishes wishes(String account, boolean update) {
    return new Wishes(List.of(account), Wishes.defaults().transforms(), true, update);
  }

  private static Outcome outcome(List<SetupItem> items, String kind) {
    return item(items, kind).outcome();
  }

  private static String detail(List<SetupItem> items, String kind) {
    return item(items, kind).detail();
  }

  private static SetupItem item(List<SetupItem> items, String kind) {
    return items.stream().filter(i -> i.kind().equals(kind)).findFirst().orElseThrow();
  }

  private static List<String> lines(List<SetupItem> items) {
    return items.stream().map(EnvironmentSetupTest::line).toList();
  }

  private static String line(SetupItem item) {
    return item.instance() + " " + item.kind() + " " + item.name() + " " + item.outcome();
  }

  private static final class Blobs implements AssetDataWriter {
    private final Map<Container, Long> sizes = new HashMap<>();

    @Override
    public void upload(Container container, String blobName, Path file, LongConsumer progress) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(Container container, String blobName, byte[] content, String contentType) {
      sizes.put(container, (long) content.length);
    }

    @Override
    public Optional<Long> size(Container container, String blobName) {
      return Optional.ofNullable(sizes.get(container));
    }
  }
}
