package highavailability.jobs;

/**
 * Copies the blobs of an asset between the storage accounts of two instances, on the server side.
 */
public interface AssetDataCopier {
  /**
   * Starts whatever copies are missing and tells how far all are; call it again until {@link
   * Progress#isComplete}. A blob that is complete in the target, recognised by its size and by the
   * source's ETag kept in the target's metadata, is not copied again.
   *
   * @throws AssetDataException when a storage account refuses or cannot be reached, or the source
   *     container is missing
   */
  Progress copy(Container source, Container target);

  /**
   * A blob container in the storage account of an instance.
   *
   * @param accountName the Media Services account
   * @param containerName the asset's container
   */
  record Container(String accountName, String containerName) {}

  /**
   * How far a copy is.
   *
   * @param total blobs in the source
   * @param complete blobs that are complete in the target
   */
  record Progress(int total, int complete) {
    /** Whether there is anything in the source and all of it is in the target. */
    public boolean isComplete() {
      return total > 0 && complete == total;
    }
  }
}
