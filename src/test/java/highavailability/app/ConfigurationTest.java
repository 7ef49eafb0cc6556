package highavailability.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private final Map<String, String> environment = ValidSettings.withSecrets();

  @Test
  void without_a_vault_the_secrets_are_in_the_environment() {
    Configuration configuration = Configuration.load(environment::get);

    assertEquals("app.azurefd.net", configuration.settings().streaming().frontDoorHostName());
    assertEquals(2, configuration.secrets().instances().size());
  }

  @Test
  void with_a_vault_the_secrets_are_there_and_nowhere_else() {
    Map<String, String> settings = ValidSettings.settings();
    settings.put("KeyVaultName", "my-vault");

    Configuration configuration =
        Configuration.load(settings::get, s -> new EnvironmentSecrets(environment::get));

    assertEquals(Optional.of("my-vault"), configuration.settings().keyVaultName());
    assertEquals(2, configuration.secrets().instances().size());
  }

  @Test
  void settings_and_secrets_that_are_wrong_are_told_together() {
    environment.put("SuccessRateForHealthyState", "often");
    environment.remove("TokenIssuer");
    environment.put("ClearKeyStreamingKey", "short");
    environment.remove("StorageAccountConnectionString");
    environment.remove("AMSStorageAccountConnectionString_amswest");

    String text =
        assertThrows(InvalidSettingsException.class, () -> Configuration.load(environment::get))
            .getMessage();

    for (String name :
        List.of(
            "SuccessRateForHealthyState is 'often'",
            "TokenIssuer is not set",
            "Secret ClearKeyStreamingKey ",
            "Secret StorageAccountConnectionString ",
            "Secret AMSStorageAccountConnectionString-amswest ")) {
      assertTrue(text.contains("\n- " + name), text);
    }
    assertEquals(6, text.lines().count(), text);
  }

  @Test
  void a_vault_that_cannot_be_read_is_told_once_beside_the_wrong_settings() {
    environment.put("KeyVaultName", "my-vault");
    environment.remove("TokenIssuer");
    List<String> asked = new ArrayList<>();
    Secrets broken =
        new Secrets() {
          @Override
          public Optional<String> find(String name) {
            asked.add(name);
            throw new SecretAccessException("Cannot read " + name + ".", null);
          }

          @Override
          public String place(String name) {
            return name;
          }
        };

    String text =
        assertThrows(
                InvalidSettingsException.class,
                () -> Configuration.load(environment::get, s -> broken))
            .getMessage();

    assertEquals(1, asked.size());
    assertTrue(text.contains("\n- TokenIssuer is not set"), text);
    assertTrue(text.contains("\n- Cannot read AMSConfiguration."), text);
    assertEquals(3, text.lines().count(), text);
  }

  @Test
  void a_wrong_vault_name_does_not_make_the_environment_the_source() {
    Map<String, String> settings = ValidSettings.settings();
    settings.put("KeyVaultName", "https://my-vault.vault.azure.net/");

    String text =
        assertThrows(InvalidSettingsException.class, () -> Configuration.load(settings::get))
            .getMessage();

    assertTrue(text.contains("KeyVaultName is 'https://my-vault.vault.azure.net/'"), text);
    assertFalse(text.contains("Secret "), text);
  }
}
