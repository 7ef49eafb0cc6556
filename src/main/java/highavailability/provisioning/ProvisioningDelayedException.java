package highavailability.provisioning;

/** A step that goes on by itself and is to be looked at again later; nothing is wrong. */
public final class ProvisioningDelayedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is waited for. */
  public ProvisioningDelayedException(String message) {
    super(message);
  }
}
