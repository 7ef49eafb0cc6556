package highavailability.mediaservices;

import java.util.List;

/** The Media Services cluster: the instances of the secret {@code AMSConfiguration}. */
public interface MediaServiceInstances {
  /** Names of all instances, in lower case and in the order of the configuration. */
  List<String> accountNames();

  /**
   * The instance of that name, in any case.
   *
   * @throws UnknownInstanceException when the configuration has none
   */
  MediaServiceInstance get(String accountName);
}
