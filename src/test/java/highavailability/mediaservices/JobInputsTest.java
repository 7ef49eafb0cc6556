package highavailability.mediaservices;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.InvalidMessageException;
import highavailability.jobs.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobInputsTest {
  private static final String EVERYTHING =
      """
      {"inputs":[
        {"files":["a.mp4","b.mp4"],"baseUri":"https://example.com/","label":"one",
         "@odata.type":"#Microsoft.Media.JobInputHttp",
         "start":{"@odata.type":"#Microsoft.Media.AbsoluteClipTime","time":"PT1M"},
         "end":{"@odata.type":"#Microsoft.Media.UtcClipTime","time":"2026-01-31T12:00:00Z"}},
        {"@odata.type":"#Microsoft.Media.JobInputAsset","assetName":"in","files":[],
         "inputDefinitions":[
          {"@odata.type":"#Microsoft.Media.FromAllInputFile","includedTracks":[
            {"@odata.type":"#Microsoft.Media.AudioTrackDescriptor","channelMapping":"FrontLeft"},
            {"@odata.type":"#Microsoft.Media.SelectAudioTrackById","channelMapping":"FrontRight","trackId":7},
            {"@odata.type":"#Microsoft.Media.SelectAudioTrackByAttribute","channelMapping":"Center",
             "attribute":"Language","filter":"ValueEquals","filterValue":"en"}]},
          {"@odata.type":"#Microsoft.Media.FromEachInputFile","includedTracks":[
            {"@odata.type":"#Microsoft.Media.VideoTrackDescriptor"},
            {"@odata.type":"#Microsoft.Media.SelectVideoTrackById","trackId":1},
            {"@odata.type":"#Microsoft.Media.SelectVideoTrackByAttribute",
             "attribute":"Bitrate","filter":"ValueEquals","filterValue":"1000"}]},
          {"@odata.type":"#Microsoft.Media.InputFile","filename":"a.mp4","includedTracks":[]}]},
        {"@odata.type":"#Microsoft.Media.JobInputSequence","inputs":[
          {"@odata.type":"#Microsoft.Media.JobInputAsset","assetName":"intro"},
          {"@odata.type":"#Microsoft.Media.JobInputClip","files":["x.mp4"],"label":"clip"},
          {"@odata.type":"#Microsoft.Media.JobInputAsset","assetName":"in"}]}],
       "@odata.type":"#Microsoft.Media.JobInputs"}
      """;

  @Test
  void every_kind_and_field_reaches_the_service_as_it_was_written() throws IOException {
    JsonNode inputs = Json.tree(EVERYTHING);

    assertEquals(inputs, Json.tree(JobInputs.toSdk(inputs).toJsonString()));
  }

  @Test
  void the_names_of_input_assets_are_found_wherever_they_stand() {
    assertEquals(List.of("in", "intro"), JobInputs.assetNames(Json.tree(EVERYTHING)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':'in'}",
        "{'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':'in','label':null}",
        "{'assetName':'in','@odata.type':'#Microsoft.Media.JobInputAsset'}",
        "{'@odata.type':'#Microsoft.Media.JobInputHttp','files':['https://example.com/a.mp4?sig=x']}",
        "{'@odata.type':'#Microsoft.Media.JobInputHttp','baseUri':'http://example.com/v/','files':['my video.mp4']}",
        "{'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':'in','start':{'@odata.type':'#Microsoft.Media.AbsoluteClipTime','time':'PT60S'}}"
      })
  void good_inputs_are_accepted(String inputs) {
    JobInputs.toSdk(json(inputs));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {}                                                                | 'jobInputs' has no @odata.type
          []                                                                | 'jobInputs' must be an object
          {'@odata.type':'#Microsoft.Media.JobInputTape'}                   | 'jobInputs' is of the unknown kind '#Microsoft.Media.JobInputTape'; known there: #Microsoft.Media.JobInputAsset, #Microsoft.Media.JobInputHttp
          {'@odata.type':'JobInputAsset','assetName':'in'}                  | 'jobInputs' is of the unknown kind 'JobInputAsset'
          {'@odata.type':'#Microsoft.Media.JobInput'}                       | 'jobInputs' is of the unknown kind
          {'@odata.type':7}                                                 | 'jobInputs' is of the unknown kind '7'
          {'@odata.type':'#Microsoft.Media.JobInputs'}                      | 'jobInputs.inputs' is missing or empty; #Microsoft.Media.JobInputs needs it
          {'@odata.type':'#Microsoft.Media.JobInputs','inputs':[]}          | 'jobInputs.inputs' is missing or empty
          {'@odata.type':'#Microsoft.Media.JobInputs','inputs':'a'}         | 'jobInputs.inputs' must be an array
          {'@odata.type':'#Microsoft.Media.JobInputs','inputs':[7]}         | 'jobInputs.inputs[0]' must be an object
          {'@odata.type':'#Microsoft.Media.JobInputs','inputs':[{'@odata.type':'#Microsoft.Media.JobInputHttp','file':'a','files':['https://a/b']}]} | 'jobInputs.inputs[0].file' is not a field of #Microsoft.Media.JobInputHttp; it has baseUri, end, files
          {'@odata.type':'#Microsoft.Media.JobInputSequence','inputs':[{'@odata.type':'#Microsoft.Media.JobInputs','inputs':[]}]} | 'jobInputs.inputs[0]' is of the unknown kind '#Microsoft.Media.JobInputs'
          {'@odata.type':'#Microsoft.Media.JobInputAsset'}                  | 'jobInputs.assetName' is missing or empty
          {'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':null} | 'jobInputs.assetName' is missing or empty
          {'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':' '}  | 'jobInputs.assetName' is missing or empty
          {'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':5}    | 'jobInputs.assetName' must be a text
          {'@odata.type':'#Microsoft.Media.JobInputHttp','baseUri':'https://a/'} | 'jobInputs.files' is missing or empty
          {'@odata.type':'#Microsoft.Media.JobInputHttp','files':'a.mp4'}   | 'jobInputs.files' must be an array of texts
          {'@odata.type':'#Microsoft.Media.JobInputHttp','files':['a.mp4']} | 'jobInputs.files[0]' must be an absolute http or https URL, because there is no baseUri
          {'@odata.type':'#Microsoft.Media.JobInputHttp','files':['https://a/b',{}]} | 'jobInputs.files[1]' must be a text
          {'@odata.type':'#Microsoft.Media.JobInputHttp','baseUri':'ftp://a/','files':['a.mp4']} | 'jobInputs.baseUri' must be an absolute http or https URL
          {'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':'in','start':'PT1S'} | 'jobInputs.start' must be an object with an @odata.type of #Microsoft.Media.AbsoluteClipTime
          {'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':'in','end':{'@odata.type':'#Microsoft.Media.AbsoluteClipTime','time':'soon'}} | 'jobInputs.end.time' must be an ISO 8601 duration
          {'@odata.type':'#Microsoft.Media.JobInputAsset','assetName':'in','inputDefinitions':[{'@odata.type':'#Microsoft.Media.InputFile','includedTracks':[{'@odata.type':'#Microsoft.Media.SelectVideoTrackById','trackId':'1'}]}]} | 'jobInputs.inputDefinitions[0].includedTracks[0].trackId' must be a whole number
          """)
  void bad_inputs_are_refused_by_their_path(String inputs, String problem) {
    InvalidMessageException e =
        assertThrows(InvalidMessageException.class, () -> JobInputs.requireValid(json(inputs)));

    assertTrue(e.getMessage().contains(problem), e.getMessage());
  }

  @Test
  void absent_inputs_are_refused() {
    assertThrows(InvalidMessageException.class, () -> JobInputs.requireValid(null));
  }

  @Test
  void everything_that_is_wrong_is_named_at_once() {
    InvalidMessageException e =
        assertThrows(
            InvalidMessageException.class,
            () ->
                JobInputs.requireValid(
                    json(
                        "{'@odata.type':'#Microsoft.Media.JobInputs','inputs':["
                            + "{'@odata.type':'#Microsoft.Media.JobInputAsset'},"
                            + "{'@odata.type':'#Microsoft.Media.JobInputHttp'}]}")));

    assertAll(
        () -> assertTrue(e.getMessage().contains("'jobInputs.inputs[0].assetName'")),
        () -> assertTrue(e.getMessage().contains("'jobInputs.inputs[1].files'")));
  }

  @Test
  void a_refusal_does_not_repeat_what_signs_a_url() {
    InvalidMessageException e =
        assertThrows(
            InvalidMessageException.class,
            () ->
                JobInputs.requireValid(
                    json(
                        "{'@odata.type':'#Microsoft.Media.JobInputHttp','baseUri':7,"
                            + "'files':['https://a/b?sig=secret'],'url':'https://a/b?sig=secret'}")));

    assertTrue(!e.getMessage().contains("secret"), e.getMessage());
  }

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }
}
