package highavailability.cli.submission;

import highavailability.cli.command.Output;
import java.util.List;

/** Shows how far an upload is; threads that send blocks may call it side by side. */
final class UploadLines {
  /** Where lines are not written over, a few of them are enough. */
  private static final int STEP_IN_A_LOG = 10;

  private final Output output;
  private final int step;
  private UploadProgress shown;

  UploadLines(Output output, boolean terminal) {
    this.output = output;
    this.step = terminal ? 1 : STEP_IN_A_LOG;
  }

  synchronized void show(UploadProgress progress) {
    boolean isNews =
        shown == null
            || !shown.file().equals(progress.file())
            || progress.percent() >= shown.percent() + step
            || (progress.percent() == 100 && shown.percent() < 100);
    if (isNews) {
      shown = progress;
      output.progress(List.of(progress.line()));
    }
  }
}
