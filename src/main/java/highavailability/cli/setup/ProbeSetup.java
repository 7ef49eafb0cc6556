package highavailability.cli.setup;

import highavailability.cli.setup.InstanceSetup.Result;
import highavailability.cli.setup.SetupItem.Outcome;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.Names;
import highavailability.mediaservices.MediaServiceAdministration;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import highavailability.mediaservices.MediaServiceInstance.NewStreamingLocator;
import highavailability.mediaservices.MediaServiceInstance.StreamingLocator;
import highavailability.provisioning.HealthProbe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts the file there that Front Door's health probes ask for. */
final class ProbeSetup {
  private static final byte[] CONTENT = "ok\n".getBytes(StandardCharsets.US_ASCII);

  private final MediaServiceInstance instance;
  private final MediaServiceAdministration administration;
  private final AssetDataWriter data;

  ProbeSetup(
      MediaServiceInstance instance,
      MediaServiceAdministration administration,
      AssetDataWriter data) {
    this.instance = instance;
    this.administration = administration;
    this.data = data;
  }

  Result run(boolean update) {
    Optional<Asset> before = instance.findAsset(HealthProbe.NAME);
    if (before.filter(a -> !isOurs(a)).isPresent()) {
      return new Result(
          Outcome.differs,
          "there is another asset of that name, without the alternateId "
              + HealthProbe.ALTERNATE_ID
              + "; delete it and run init again");
    }
    Asset asset =
        before.orElseGet(
            () ->
                instance.createOrUpdateAsset(
                    HealthProbe.NAME, Optional.of(HealthProbe.ALTERNATE_ID)));
    boolean wroteBlob = writeBlob(new Container(instance.accountName(), asset.container()));
    Optional<StreamingLocator> locator = instance.findStreamingLocator(HealthProbe.NAME);
    boolean isRight = locator.filter(this::isRight).isPresent();
    if (locator.isPresent() && !isRight) {
      if (!update) {
        return new Result(
            Outcome.differs,
            "its locator has another id, asset or policy; give --update to make it anew");
      }
      administration.deleteStreamingLocator(HealthProbe.NAME);
    }
    if (!isRight) {
      createLocator();
    }
    Outcome changed = before.isPresent() ? Outcome.updated : Outcome.made;
    return new Result(wroteBlob || !isRight ? changed : Outcome.found, HealthProbe.PATH);
  }

  private static boolean isOurs(Asset asset) {
    return asset.alternateId().filter(HealthProbe.ALTERNATE_ID::equals).isPresent();
  }

  private boolean writeBlob(Container container) {
    boolean isThere =
        data.size(container, HealthProbe.BLOB).filter(s -> s == CONTENT.length).isPresent();
    if (!isThere) {
      data.write(container, HealthProbe.BLOB, CONTENT, "text/plain");
    }
    return !isThere;
  }

  private boolean isRight(StreamingLocator locator) {
    return locator.id().equals(HealthProbe.LOCATOR_ID)
        && Names.same(locator.assetName(), HealthProbe.NAME)
        && administration.listDownloadPaths(HealthProbe.NAME).contains(HealthProbe.PATH);
  }

  private void createLocator() {
    instance.createStreamingLocator(
        new NewStreamingLocator(
            HealthProbe.NAME,
            HealthProbe.LOCATOR_ID,
            HealthProbe.NAME,
            HealthProbe.STREAMING_POLICY,
            Optional.empty(),
            List.of()));
  }
}
