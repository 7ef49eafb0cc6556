package highavailability.provisioning;

import highavailability.mediaservices.MediaServiceInstance;

/**
 * One step of provisioning. {@link ProvisioningOrchestrator} does an ordered list of them in every
 * instance, the one that made the asset first; steps can be added or removed there. Every step can
 * be repeated.
 */
public interface ProvisioningService {
  /**
   * Brings one instance to where this step's part of the asset is complete.
   *
   * @param asset what is to be provisioned
   * @param target where; the source itself in the first round
   * @throws ProvisioningDelayedException when it takes longer than an invocation should last, and
   *     goes on by itself
   */
  void provision(ProcessedAsset asset, MediaServiceInstance target);
}
