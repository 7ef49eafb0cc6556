package highavailability.testing;

import highavailability.jobs.AssetDataCopier;
import highavailability.jobs.AssetDataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies nothing, and tells what was to be copied. */
public final class FakeAssetDataCopier implements AssetDataCopier {
  private final List<String> copies = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> looksNeeded = new HashMap<>();
  private final Set<String> down = new HashSet<>();

  /** Lets copies to an account need a number of looks until they are complete. */
  public synchronized void needLooks(String accountName, int looks) {
    looksNeeded.put(accountName, looks);
  }

  /** Cuts the storage of an account off. */
  public synchronized void cut(String accountName) {
    down.add(accountName);
  }

  /** Ends that. */
  public synchronized void restore(String accountName) {
    down.remove(accountName);
  }

  /** All looks so far, as {@code from -> to}. */
  public List<String> copies() {
    return List.copyOf(copies);
  }

  @Override
  public synchronized Progress copy(Container source, Container target) {
    for (Container container : List.of(source, target)) {
      if (down.contains(container.accountName())) {
        throw new AssetDataException(
            container.accountName(), container.accountName() + " is cut off", null);
      }
    }
    copies.add(source.accountName() + " -> " + target.accountName());
    long looks = copies.stream().filter(c -> c.endsWith(target.accountName())).count();
    return new Progress(3, looks < looksNeeded.getOrDefault(target.accountName(), 1) ? 1 : 3);
  }
}
