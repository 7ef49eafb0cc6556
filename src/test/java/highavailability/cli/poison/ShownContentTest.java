package highavailability.cli.poison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownContentTest {
  @Test
  void a_sas_in_json_is_redacted_even_when_its_url_is_escaped() {
    String text =
        "{\"a\":{\"files\":[\"https:\\/\\/x\\/y?sv=1\\u0026sig=s3cret%3D\",\"z\"],\"n\":1}}";

    ShownContent shown = ShownContent.of(text, false);

    assertEquals("https://x/y?REDACTED", shown.json().at("/a/files/0").textValue());
    assertEquals("z", shown.json().at("/a/files/1").textValue());
    assertEquals(1, shown.json().at("/a/n").intValue());
    assertFalse(String.join("", shown.lines()).contains("s3cret"));
    assertTrue(String.join("", ShownContent.of(text, true).lines()).contains("sig=s3cret"));
  }

  @Test
  void what_is_no_json_is_redacted_and_shown_line_by_line() {
    String text = "broken {\nhttps://x/y?sig=s3cret";

    assertEquals(List.of("broken {", "https://x/y?REDACTED"), ShownContent.of(text, false).lines());
    assertEquals(text, ShownContent.of(text, true).json().textValue());
  }

  @Test
  void json_that_is_no_object_is_shown_as_it_is() {
    assertEquals(List.of("\"text\""), ShownContent.of("\"text\"", false).lines());
  }
}
