package highavailability.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEncodingTest {

  @ParameterizedTest
  @ValueSource(strings = {"aGVsbG8=", " aGVs\r\nbG8= "})
  void base64_is_decoded_whatever_white_space_it_holds(String wire) throws Exception {
    assertEquals("hello", MessageEncoding.text(MessageEncoding.BASE64.decode(wire).orElseThrow()));
  }

  /** As .NET's Convert.FromBase64String, which wants the padding. */
  @ParameterizedTest
  @ValueSource(strings = {"aGVsbG8", "{\"id\":1}", "a", "aGVs-_8="})
  void other_text_cannot_be_decoded(String wire) {
    assertTrue(MessageEncoding.BASE64.decode(wire).isEmpty());
  }

  @Test
  void without_encoding_the_text_is_taken_as_it_is() throws Exception {
    assertEquals("hällo", MessageEncoding.text(MessageEncoding.NONE.decode("hällo").orElseThrow()));
  }

  @Test
  void bytes_that_are_not_utf_8_are_no_text() {
    byte[] body = MessageEncoding.BASE64.decode("/////w==").orElseThrow();

    assertThrows(CharacterCodingException.class, () -> MessageEncoding.text(body));
  }
}
