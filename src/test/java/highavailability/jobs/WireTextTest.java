package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.jobs.WireText.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {
  private static final String JSON = "{\"jobName\":\"Jöb 🎬\"}";

  @Test
  void base64_is_decoded_and_sent_as_it_stands() {
    String wire = Base64.getEncoder().encodeToString(JSON.getBytes(StandardCharsets.UTF_8));

    WireText text = WireText.of(wire);

    assertEquals(new WireText(wire, Encoding.base64, JSON), text);
    assertEquals(wire, text.forTrigger());
  }

  @Test
  void base64_in_lines_is_taken_as_the_host_takes_it_and_left_as_it_is() {
    String wire =
        Base64.getMimeEncoder(8, new byte[] {'\r', '\n'})
                .encodeToString(JSON.getBytes(StandardCharsets.UTF_8))
            + "\n";

    WireText text = WireText.of(wire);

    assertEquals(JSON, text.text());
    assertEquals(wire, text.forTrigger());
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, "{}", "no JSON", "eyJ", "eyJ9eyI", "e-_9"})
  void all_else_is_raw_and_is_sent_as_base64(String wire) {
    WireText text = WireText.of(wire);

    assertEquals(new WireText(wire, Encoding.raw, wire), text);
    assertEquals(
        new WireText(text.forTrigger(), Encoding.base64, wire), WireText.of(text.forTrigger()));
  }

  @Test
  void base64_of_bytes_that_are_no_text_is_sent_as_it_stands() {
    WireText text = WireText.of("////");

    assertEquals(new WireText("////", Encoding.binary, "////"), text);
    assertEquals("////", text.forTrigger());
  }
}
