package highavailability.cli.submission;

import highavailability.cli.command.CommandFailedException;
import highavailability.health.InstanceSelector;
import highavailability.jobs.AssetDataCopier.Container;
import highavailability.jobs.AssetDataWriter;
import highavailability.jobs.InputAssetIds;
import highavailability.mediaservices.MediaServiceCallException;
import highavailability.mediaservices.MediaServiceInstance;
import highavailability.mediaservices.MediaServiceInstance.Asset;
import highavailability.mediaservices.MediaServiceInstances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Uploads a file into the input asset of its job, in one region; the app copies it from there to
 * where the job runs. A repeat finds what is there.
 */
final class InputUpload {
  private final MediaServiceInstances instances;
  private final InstanceSelector selector;
  private final AssetDataWriter writer;
  private final Consumer<UploadProgress> progress;

  InputUpload(
      MediaServiceInstances instances,
      InstanceSelector selector,
      AssetDataWriter writer,
      Consumer<UploadProgress> progress) {
    this.instances = instances;
    this.selector = selector;
    this.writer = writer;
    this.progress = progress;
  }

  /**
   * Where a file is.
   *
   * @param instance that has it
   * @param wasThere whether it had been uploaded before
   */
  record Uploaded(String instance, String assetName, long bytes, boolean wasThere) {}

  /**
   * Brings the file into the asset.
   *
   * @param wanted the instance that is to have it; empty for the one that has begun to, or else the
   *     next in turn
   */
  Uploaded upload(String jobName, Path file, Optional<String> wanted) {
    String assetName = RequestMaker.inputAssetOf(jobName);
    String owner = InputAssetIds.uploadedFor(jobName);
    MediaServiceInstance instance =
        instances.get(
            wanted
                .or(() -> holder(assetName, owner))
                .or(() -> selector.next(Set.of()))
                .orElseThrow(
                    () ->
                        new CommandFailedException(
                            "no instance is healthy and enabled; see msha instances, or name one"
                                + " with --instance")));
    Asset asset = instance.createOrUpdateAsset(assetName, Optional.of(owner));
    if (!asset.isOf(owner)) {
      throw new CommandFailedException(
          "asset '%s' exists at %s and is not this job's (its alternate id is %s); give the job another name"
              .formatted(
                  assetName,
                  instance.accountName(),
                  asset.alternateId().map(id -> "'" + id + "'").orElse("missing")));
    }
    Container container = new Container(instance.accountName(), asset.container());
    String blob = file.getFileName().toString();
    long bytes = size(file);
    boolean isThere = writer.size(container, blob).filter(s -> s == bytes).isPresent();
    if (!isThere) {
      writer.upload(
          container,
          blob,
          file,
          done -> progress.accept(new UploadProgress(blob, instance.accountName(), done, bytes)));
    }
    return new Uploaded(instance.accountName(), assetName, bytes, isThere);
  }

  /** An upload that was broken off goes on where it began, whoever's turn it is now. */
  private Optional<String> holder(String assetName, String owner) {
    return instances.accountNames().stream()
        .filter(account -> has(account, assetName, owner))
        .findFirst();
  }

  private boolean has(String account, String assetName, String owner) {
    try {
      return instances.get(account).findAsset(assetName).filter(a -> a.isOf(owner)).isPresent();
    } catch (MediaServiceCallException e) {
      return false;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read", e);
    }
  }
}
