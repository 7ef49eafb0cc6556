package highavailability.cli.submission;

import java.util.List;
import java.util.function.Consumer;

/** Shows how far an upload is; threads that send blocks may call it side by side. */
final class UploadLines {
  /** Where lines are not written over, a few of them are enough, and none for a short upload. */
  private static final int STEP_IN_A_LOG = 10;

  private static final long WORTH_A_LINE_IN_A_LOG = 8_000_000;

  private final Consumer<List<String>> lines;
  private final boolean live;
  private UploadProgress shown;

  UploadLines(Consumer<List<String>> lines, boolean live) {
    this.lines = lines;
    this.live = live;
  }

  synchronized void show(UploadProgress progress) {
    if (isNews(progress)) {
      shown = progress;
      lines.accept(List.of(progress.line()));
    }
  }

  private boolean isNews(UploadProgress progress) {
    if (!live && progress.total() < WORTH_A_LINE_IN_A_LOG) {
      return false;
    }
    int step = live ? 1 : STEP_IN_A_LOG;
    return shown == null
        || !shown.file().equals(progress.file())
        || progress.percent() / step > shown.percent() / step;
  }
}
