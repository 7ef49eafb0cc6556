package highavailability.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.resourcemanager.mediaservices.MediaServicesManager;
import com.azure.resourcemanager.mediaservices.models.BuiltInStandardEncoderPreset;
import com.azure.resourcemanager.mediaservices.models.EncoderNamedPreset;
import com.azure.resourcemanager.mediaservices.models.Job;
import com.azure.resourcemanager.mediaservices.models.JobInputHttp;
import com.azure.resourcemanager.mediaservices.models.JobOutputAsset;
import com.azure.resourcemanager.mediaservices.models.JobState;
import com.azure.resourcemanager.mediaservices.models.TransformOutput;
import highavailability.emulator.EncodingSpeed;
import highavailability.emulator.Quota;
import highavailability.local.Regions.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegionFaultsIT {
  private static final EncodingSpeed SPEED =
      new EncodingSpeed(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(800));

  private final Azurite azurite =
      Azurite.start(List.of(Regions.storageAccountName(Regions.LOCATIONS.get(0))));
  private final Region region = Region.start(Regions.LOCATIONS.get(0), azurite, SPEED, 0);
  private final RegionFaults faults = region.faults();
  private final InputServer videos =
      InputServer.start(Path.of("src", "test", "media", "test-pattern.mp4"));
  private final MediaServicesManager manager = region.sdk();

  @BeforeAll
  void prepare() {
    manager
        .transforms()
        .define(ClusterSettings.TRANSFORM)
        .withExistingMediaService(Regions.RESOURCE_GROUP, region.accountName())
        .withOutputs(
            List.of(
                new TransformOutput()
                    .withPreset(
                        new BuiltInStandardEncoderPreset()
                            .withPresetName(EncoderNamedPreset.ADAPTIVE_STREAMING))))
        .create();
  }

  @AfterEach
  void clear() {
    faults.clear();
  }

  @AfterAll
  void stop() {
    videos.close();
    region.close();
    azurite.close();
  }

  @Test
  void jobs_outlast_an_outage_of_their_whole_region() {
    List<String> names = IntStream.range(0, 12).mapToObj(n -> "outlasting-" + n).toList();
    names.forEach(this::create);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> names.stream().anyMatch(n -> stateOf(n).equals(JobState.FINISHED)));

    faults.regionDown();
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(20))
        .until(() -> region.storage().isCut());
    faults.regionUp();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                names.stream()
                    .map(this::stateOf)
                    .allMatch(s -> s.equals(JobState.FINISHED) || s.equals(JobState.ERROR)));
    assertEquals(List.of(), names.stream().filter(n -> stateOf(n).equals(JobState.ERROR)).toList());
  }

  @Test
  void a_storage_that_is_down_alone_fails_jobs() {
    create("without-storage");

    faults.change(now -> new RegionPlan(now.service(), true, now.copies()));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stateOf("without-storage").equals(JobState.ERROR));
  }

  @Test
  void a_region_that_comes_back_brings_its_storage_and_keeps_its_other_faults() {
    faults.storage().copies().slowCopies(Duration.ofHours(1), Quota.all());
    faults.service().delayAnswers(Duration.ofMillis(1));
    RegionPlan before = faults.plan();

    faults.regionDown();
    assertTrue(region.storage().isCut());
    faults.regionUp();

    assertEquals(before, faults.plan());
  }

  private JobState stateOf(String name) {
    return manager
        .jobs()
        .get(Regions.RESOURCE_GROUP, region.accountName(), ClusterSettings.TRANSFORM, name)
        .state();
  }

  private Job create(String name) {
    manager
        .assets()
        .define(name)
        .withExistingMediaService(Regions.RESOURCE_GROUP, region.accountName())
        .create();
    return manager
        .jobs()
        .define(name)
        .withExistingTransform(
            Regions.RESOURCE_GROUP, region.accountName(), ClusterSettings.TRANSFORM)
        .withInput(new JobInputHttp().withFiles(List.of(videos.uri().toString())))
        .withOutputs(List.of(new JobOutputAsset().withAssetName(name)))
        .create();
  }
}
