package highavailability.app;

import static highavailability.app.ValidSettings.instance;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import highavailability.mediaservices.MediaServiceInstanceConfiguration;
import highavailability.mediaservices.MediaServiceInstanceConfiguration.Authentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppSecretsTest {
  private final Map<String, String> environment = ValidSettings.withSecrets();

  @Test
  void secrets_are_read_for_every_instance() {
    environment.put("AMSStorageAccountConnectionString_amswest", "UseDevelopmentStorage=true");

    AppSecrets secrets = read();

    assertEquals(ValidSettings.STORAGE, secrets.storageAccountConnectionString());
    assertEquals(ValidSettings.STORAGE, secrets.tableStorageAccountConnectionString());
    assertEquals(
        Map.of("amseast", ValidSettings.STORAGE, "amswest", "UseDevelopmentStorage=true"),
        secrets.assetStorageConnectionStrings());
    assertArrayEquals(
        "01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII),
        secrets.clearKeyStreamingKey());
  }

  @Test
  void an_instance_needs_three_fields_only() {
    assertEquals(
        new MediaServiceInstanceConfiguration(
            "sub",
            "group",
            "amseast",
            URI.create("https://management.azure.com"),
            Authentication.MANAGED_IDENTITY,
            Optional.empty(),
            Optional.empty()),
        read().instances().get(0));
  }

  @Test
  void an_instance_can_have_its_own_endpoint_key_and_topic() {
    environment.put(
        "AMSConfiguration",
        "["
            + instance(
                "AmsEast",
                ",'Endpoint':'https://ravnur.example.com/','Authentication':'ApiKey',"
                    + "'ApiKeySecretName':'Key-East','EventGridTopic':'/topics/east'")
            + ","
            + instance("amswest", ",'Endpoint':null,'Authentication':''")
            + "]");
    environment.put("Key_East", "the key");

    AppSecrets secrets = read();

    assertEquals(
        new MediaServiceInstanceConfiguration(
            "sub",
            "group",
            "amseast",
            URI.create("https://ravnur.example.com"),
            Authentication.API_KEY,
            Optional.of("Key-East"),
            Optional.of("/topics/east")),
        secrets.instances().get(0));
    assertEquals(
        List.of("amseast", "amswest"),
        secrets.instances().stream().map(MediaServiceInstanceConfiguration::accountName).toList());
    assertEquals(Map.of("amseast", "the key"), secrets.apiKeys());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://127.0.0.1:80",
        "http://127.1.2.3",
        "http://[::1]:8080"
      })
  void plain_http_is_accepted_for_loopback_hosts(String endpoint) {
    environment.put(
        "AMSConfiguration", "[" + instance("amseast", ",'Endpoint':'" + endpoint + "'") + "]");

    assertEquals(URI.create(endpoint), read().instances().get(0).endpoint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://example.com",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://127.example.com",
        "ftp://localhost",
        "management.azure.com",
        "https://",
        "https://user@example.com",
        "https://example.com?x=1",
        "https://exa mple.com"
      })
  void any_other_endpoint_needs_https(String endpoint) {
    environment.put(
        "AMSConfiguration", "[" + instance("amseast", ",'Endpoint':'" + endpoint + "'") + "]");

    assertTrue(problemText().contains("Secret AMSConfiguration[0].Endpoint must be an https URL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "classified | Secret AMSConfiguration is not JSON from line 1, column",
        "[{'a' | Secret AMSConfiguration is not JSON",
        "{} | Secret AMSConfiguration must be a JSON array with an object for each instance",
        "[] | Secret AMSConfiguration must be a JSON array",
        "[7] | Secret AMSConfiguration[0] must be an object.",
        "[{}] | AMSConfiguration[0].SubscriptionId is missing.",
        "[{}] | AMSConfiguration[0].ResourceGroup is missing.",
        "[{}] | AMSConfiguration[0].AccountName is missing.",
        "[{'AccountName':' '}] | AMSConfiguration[0].AccountName is missing.",
        "[{'AccountName':5}] | AMSConfiguration[0].AccountName must be a string.",
        "[{'AccountName':'a'}] | AMSConfiguration[0].AccountName 'a' must be 3 to 24 letters and digits.",
        "[{'AccountName':'ams-east'}] | AMSConfiguration[0].AccountName 'ams-east' must be",
        "[{'SubscriptionId':'a/b'}] | AMSConfiguration[0].SubscriptionId may not contain blanks or /",
        "[{'ResourceGroup':'a b'}] | AMSConfiguration[0].ResourceGroup may not contain blanks or /",
        "[{'Authentication':'Key'}] | AMSConfiguration[0].Authentication 'Key' must be ManagedIdentity or ApiKey.",
        "[{'Authentication':'ApiKey'}] | AMSConfiguration[0].ApiKeySecretName is missing",
        "[{'Authentication':'ApiKey','ApiKeySecretName':'a_b'}] | ApiKeySecretName must be the name of a secret",
        "[{'Endpiont':'https://example.com'}] | AMSConfiguration[0] has the unknown field 'Endpiont'; there are SubscriptionId,",
        "[{'AccountName':'same'},{'AccountName':'SAME'}] | AMSConfiguration[1].AccountName 'same' is there twice."
      })
  void wrong_instances_are_told_by_place_and_field(String json, String problem) {
    environment.put("AMSConfiguration", json.replace('\'', '"'));

    String text = problemText();

    assertTrue(text.contains(problem), text);
    assertFalse(text.contains("classified"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AMSConfiguration | AMSConfiguration",
        "StorageAccountConnectionString | StorageAccountConnectionString",
        "TableStorageAccountConnectionString | TableStorageAccountConnectionString",
        "AMSStorageAccountConnectionString_amswest | AMSStorageAccountConnectionString-amswest",
        "ClearKeyStreamingKey | ClearKeyStreamingKey"
      })
  void every_secret_is_required(String setting, String name) {
    environment.remove(setting);

    String text = problemText();

    assertTrue(text.contains("(1 problem):\n- Secret " + name + " is not set: put "), text);
    assertTrue(text.contains("into app setting " + setting), text);
  }

  @Test
  void an_api_key_that_an_instance_names_is_required() {
    environment.put(
        "AMSConfiguration",
        "[" + instance("amseast", ",'Authentication':'ApiKey','ApiKeySecretName':'Key'") + "]");

    assertTrue(
        problemText()
            .contains("Secret Key is not set: put the API key of amseast into app setting Key."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StorageAccountConnectionString | is neither a connection string",
        "TableStorageAccountConnectionString | nor the https URI of the table service.",
        "AMSStorageAccountConnectionString_amseast | nor the https URI of the blob service.",
        "ClearKeyStreamingKey | is not Base64: use the output of 'openssl rand -base64 32'."
      })
  void a_wrong_secret_is_told_without_its_value(String setting, String problem) {
    environment.put(setting, "!classified!");

    String text = problemText();

    assertTrue(text.contains("Secret " + setting.replace('_', '-') + " "), text);
    assertTrue(text.contains(problem), text);
    assertFalse(text.contains("classified"), text);
  }

  @Test
  void a_key_that_is_too_short_for_its_signature_is_refused() {
    environment.put("ClearKeyStreamingKey", "c2hvcnQ=");

    assertTrue(
        problemText()
            .contains(
                "Secret ClearKeyStreamingKey has 5 bytes, and HS256 needs 32 or more: use the"
                    + " output of 'openssl rand -base64 32'."));
  }

  @Test
  void no_text_form_shows_a_secret() {
    environment.put(
        "AMSConfiguration",
        "[" + instance("amseast", ",'Authentication':'ApiKey','ApiKeySecretName':'Key'") + "]");
    environment.put("Key", "classified");

    Configuration configuration = Configuration.load(environment::get);

    for (String text : List.of(configuration.toString(), configuration.secrets().toString())) {
      assertTrue(text.contains("amseast"), text);
      assertFalse(text.contains("classified"), text);
      assertFalse(text.contains("AccountKey"), text);
      assertFalse(text.contains("clearKey"), text);
    }
  }

  @Test
  void the_key_cannot_be_changed_from_outside() {
    AppSecrets secrets = read();

    secrets.clearKeyStreamingKey()[0] = 0;

    assertEquals('0', secrets.clearKeyStreamingKey()[0]);
  }

  private AppSecrets read() {
    return AppSecrets.read(new EnvironmentSecrets(environment::get));
  }

  private String problemText() {
    return assertThrows(InvalidSettingsException.class, this::read).getMessage();
  }
}
