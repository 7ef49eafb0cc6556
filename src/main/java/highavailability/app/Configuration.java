package highavailability.app;

import java.util.function.Function;

/**
 * All that the app is configured with, valid as a whole.
 *
 * @param settings what anybody may see
 * @param secrets what nobody may see
 */
public record Configuration(AppSettings settings, AppSecrets secrets) {
  /**
   * Reads settings and secrets: the secrets from the Key Vault that {@code KeyVaultName} names, as
   * the managed identity; without it, from the environment.
   *
   * @param environment gives the value of an app setting, null when it is absent; {@code
   *     System::getenv} in the function app
   * @throws InvalidSettingsException naming everything that is wrong with either
   */
  public static Configuration load(Function<String, String> environment) {
    return loadAs(ManagedIdentity::credential, environment);
  }

  /** The same as another identity. */
  public static Configuration loadAs(Identity identity, Function<String, String> environment) {
    return load(
        environment,
        settings ->
            KeyVaultSecrets.in(
                settings.keyVaultName().orElseThrow(),
                identity.credential(settings.managedIdentityClientId())));
  }

  static Configuration load(
      Function<String, String> environment, Function<AppSettings, Secrets> keyVault) {
    Problems problems = new Problems();
    AppSettings settings = AppSettings.read(environment, problems);
    if (settings.keyVaultName().isEmpty() && isSet(environment, SettingNames.KEY_VAULT)) {
      // The vault's name is wrong; the environment has nothing to say about the secrets then.
      problems.throwIfAny();
    }
    Secrets source =
        settings.keyVaultName().isPresent()
            ? keyVault.apply(settings)
            : new EnvironmentSecrets(environment);
    AppSecrets secrets = AppSecrets.read(source, problems);
    problems.throwIfAny();
    return new Configuration(settings, secrets);
  }

  private static boolean isSet(Function<String, String> environment, String name) {
    String value = environment.apply(name);
    return value != null && !value.isBlank();
  }
}
