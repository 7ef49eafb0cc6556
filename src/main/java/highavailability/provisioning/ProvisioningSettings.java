package highavailability.provisioning;

import java.util.Objects;

/**
 * What the orchestrator depends on.
 *
 * @param frontDoorHostName host that the published URLs name, with a port where it is not the
 *     default ({@code FrontDoorHostName})
 */
public record ProvisioningSettings(String frontDoorHostName) {
  /** Rejects nulls. */
  public ProvisioningSettings {
    Objects.requireNonNull(frontDoorHostName, "frontDoorHostName");
  }
}
