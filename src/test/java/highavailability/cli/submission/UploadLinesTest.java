package highavailability.cli.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadLinesTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void a_log_gets_whole_tens_of_percent() {
    UploadLines uploads = new UploadLines(lines::addAll, false);

    for (int percent = 0; percent <= 100; percent += 3) {
      uploads.show(new UploadProgress("a.mp4", "ams1", percent * 100_000L, 10_000_000));
    }
    uploads.show(new UploadProgress("a.mp4", "ams1", 10_000_000, 10_000_000));

    assertEquals(11, lines.size(), lines::toString);
    assertEquals("Uploading a.mp4 to ams1: 10.0 of 10.0 MB, 100%", lines.get(10));
  }

  @Test
  void a_log_gets_nothing_of_a_small_file() {
    UploadLines uploads = new UploadLines(lines::addAll, false);

    uploads.show(new UploadProgress("a.mp4", "ams1", 4_000_000, 7_999_999));

    assertEquals(List.of(), lines);
  }

  @Test
  void a_person_sees_each_percent() {
    UploadLines uploads = new UploadLines(lines::addAll, true);

    uploads.show(new UploadProgress("a.mp4", "ams1", 10, 1000));
    uploads.show(new UploadProgress("a.mp4", "ams1", 19, 1000));
    uploads.show(new UploadProgress("a.mp4", "ams1", 20, 1000));

    assertEquals(2, lines.size(), lines::toString);
  }
}
