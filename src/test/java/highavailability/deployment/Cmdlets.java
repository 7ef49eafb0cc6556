package highavailability.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cmdlets that the deployment may use, with the modules that have them and the parameters that
 * it may give (as in the cmdlets' reference, learn.microsoft.com/powershell/module).
 */
final class Cmdlets {
  private static final Set<String> APPROVED_VERBS =
      Set.of(
          "Assert",
          "Get",
          "Initialize",
          "Invoke",
          "New",
          "Publish",
          "Read",
          "Set",
          "Test",
          "Wait",
          "Write");

  /** Of PowerShell itself. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "ConvertFrom-Json",
          "ConvertTo-Json",
          "ConvertTo-SecureString",
          "ForEach-Object",
          "Get-ChildItem",
          "Get-Command",
          "Get-Content",
          "Get-Module",
          "Import-Module",
          "Join-Path",
          "Out-Host",
          "Out-Null",
          "Out-String",
          "Read-Host",
          "Select-Object",
          "Set-StrictMode",
          "Sort-Object",
          "Start-Sleep",
          "Tee-Object",
          "Test-Path",
          "Write-Host",
          "Write-Verbose",
          "Write-Warning");

  private static final Map<String, Cmdlet> OF_AZURE =
      Map.ofEntries(
          Map.entry("Get-AzContext", of("Az.Accounts", false)),
          Map.entry("Invoke-AzRestMethod", of("Az.Accounts", false, "Path", "Method", "WhatIf")),
          Map.entry("Get-AzADUser", of("Az.Resources", false, "SignedIn")),
          Map.entry("Get-AzADServicePrincipal", of("Az.Resources", false, "ApplicationId")),
          Map.entry("New-AzResourceGroup", of("Az.Resources", true, "Name", "Location")),
          Map.entry(
              "New-AzResourceGroupDeployment",
              of(
                  "Az.Resources",
                  false,
                  "Name",
                  "ResourceGroupName",
                  "TemplateFile",
                  "TemplateParameterFile",
                  "SkipTemplateParameterPrompt",
                  "WhatIf")),
          Map.entry("Get-AzKeyVaultSecret", of("Az.KeyVault", false, "VaultName", "Name")),
          Map.entry(
              "Set-AzKeyVaultSecret", of("Az.KeyVault", true, "VaultName", "Name", "SecretValue")),
          Map.entry("Get-AzWebApp", of("Az.Websites", false, "ResourceGroupName", "Name")),
          Map.entry(
              "Publish-AzWebApp",
              of(
                  "Az.Websites",
                  true,
                  "ResourceGroupName",
                  "Name",
                  "ArchivePath",
                  "Type",
                  "Restart",
                  "Timeout",
                  "Force")));

  private Cmdlets() {}

  /**
   * A cmdlet for Azure.
   *
   * @param changes whether somebody must be asked before; a deployment tells by itself what it
   *     would change
   */
  record Cmdlet(String module, boolean changes, Set<String> parameters) {}

  static boolean isBuiltIn(String name) {
    return BUILT_IN.contains(name);
  }

  static Optional<Cmdlet> ofAzure(String name) {
    return Optional.ofNullable(OF_AZURE.get(name));
  }

  /** Whether a function's name begins with a verb that PowerShell approves of. */
  static boolean hasApprovedVerb(String function) {
    return APPROVED_VERBS.contains(function.split("-")[0]);
  }

  private static Cmdlet of(String module, boolean changes, String... parameters) {
    return new Cmdlet(module, changes, Set.of(parameters));
  }
}
