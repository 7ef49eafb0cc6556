#Requires -Version 7.2

<#
.SYNOPSIS
Deploys the app to Azure: resources, secrets, functions, event subscriptions and monitoring.

.DESCRIPTION
Run it again whenever something has changed: what exists is kept, and what differs is brought up to date. In order:

1. looks for everything that the deployment needs on this machine;
2. builds the function app with Maven;
3. makes the resource group, when there is none;
4. deploys arm/main.json;
5. fills the key vault: makes ClearKeyStreamingKey when it is missing, and asks for the API keys that are missing;
6. publishes the function app;
7. deploys arm/eventgrid.json, which needs the functions to exist;
8. deploys arm/monitoring.json;
9. runs 'msha init', which makes queues, tables, transforms, content key policies and probe files;
10. runs 'msha doctor', which looks at all of it.

Whoever runs it needs the role Owner on the resource group (or Contributor and Role Based Access Control
Administrator), and the latter on the storage accounts and topics of the Media Services instances.

No secret is printed, written to a file or passed on a command line.

.PARAMETER ResourceGroupName
The resource group of the app. It is made when it does not exist.

.PARAMETER Location
The Azure region of a resource group that is to be made, such as westeurope. An existing one stays where it is.

.PARAMETER ParametersFile
The parameters of arm/main.json. Copy arm/main.parameters.json and put your own instances into it.

.PARAMETER AlertEmail
Who gets the alerts. Without it the alerts are only shown in the portal.

.PARAMETER ApiKey
API keys of instances as SecureStrings, by the names of their secrets in the key vault. Only for runs where nobody
can be asked; a key that is given replaces the one in the vault. The app reads it when it starts, as after publishing.

.PARAMETER DeployerObjectId
The object id of whoever is signed in. Only needed where Microsoft Entra ID may not be asked for it, as a service
principal without permissions in Microsoft Graph, or with a managed identity.

.PARAMETER SkipBuild
Publishes what is staged under target already.

.PARAMETER SkipPublish
Changes resources, secrets and monitoring, and leaves the functions as they are. Implies SkipBuild, except for the
command line that 'msha init' needs: it must be staged already.

.EXAMPLE
./deploy.ps1 -ResourceGroupName rg-msha -Location westeurope -ParametersFile my.parameters.json -AlertEmail ops@example.com

The first deployment.

.EXAMPLE
./deploy.ps1 -ResourceGroupName rg-msha -ParametersFile my.parameters.json -WhatIf

Tells what would change, and changes nothing.

.EXAMPLE
$keys = @{ 'ApiKey-amseastus' = Read-Host -AsSecureString }
./deploy.ps1 -ResourceGroupName rg-msha -ParametersFile my.parameters.json -ApiKey $keys

Replaces the API key of an instance.

.LINK
README.md
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [ValidatePattern('^[-\w.()]{0,89}[-\w()]$')]
    [string] $ResourceGroupName,

    [ValidatePattern('^[a-zA-Z0-9 ]+$')]
    [string] $Location,

    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf }, ErrorMessage = 'There is no file {0}.')]
    [string] $ParametersFile = (Join-Path $PSScriptRoot 'arm/main.parameters.json'),

    [ValidatePattern('^[^@\s]+@[^@\s]+$')]
    [string] $AlertEmail,

    [ValidateNotNull()]
    [hashtable] $ApiKey = @{},

    [ValidatePattern('^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$')]
    [string] $DeployerObjectId,

    [switch] $SkipBuild,

    [switch] $SkipPublish
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$staged = Join-Path $PSScriptRoot 'target/azure-functions/media-services-high-availability'
$work = Join-Path $PSScriptRoot 'target/deployment'
$eventFunction = 'JobOutputStatusFunction'
$mainDeployment = 'media-services-ha'
$clearKeySecret = 'ClearKeyStreamingKey'

# The oldest versions that do what is needed here. Az.Websites publishes with a token instead of basic credentials
# since 2.15.1, and takes switches that are false since 3.2.2.
$modules = [ordered]@{
    'Az.Accounts'  = [version] '3.0.0'
    'Az.Resources' = [version] '7.1.0'
    'Az.KeyVault'  = [version] '6.0.0'
    'Az.Websites'  = [version] '3.2.2'
}

function Write-Step([string] $Text) {
    Write-Host "== $Text" -ForegroundColor Cyan
}

# For what is known to need time, such as the propagation of an identity or a role: waits 10, 20, 40 seconds and then
# a minute each, about ten minutes altogether. Everything else fails at once.
function Invoke-WithRetry([scriptblock] $Action, [string] $Passing) {
    $waits = 10, 20, 40, 60, 60, 60, 60, 60, 60, 60, 60, 60
    for ($attempt = 0; ; $attempt++) {
        try {
            return & $Action
        } catch {
            $message = "$($_.Exception.Message) $($_.ErrorDetails)"
            if ($attempt -ge $waits.Count -or $message -notmatch $Passing) {
                throw
            }
            Write-Host "   Not yet: $(Get-FirstLine $_.Exception.Message) Next try in $($waits[$attempt]) seconds."
            Start-Sleep -Seconds $waits[$attempt]
        }
    }
}

function Get-FirstLine([string] $Text) {
    return ($Text.Trim() -split '\r?\n')[0]
}

function Assert-Module([string] $Name, [version] $Minimum) {
    $newest = Get-Module -ListAvailable -Name $Name | Sort-Object -Property Version -Descending | Select-Object -First 1
    if ($null -eq $newest) {
        throw "The PowerShell module $Name is not installed. Run: Install-Module Az -Scope CurrentUser"
    }
    if ($newest.Version -lt $Minimum) {
        throw "The PowerShell module $Name is version $($newest.Version); $Minimum or later is needed. Run: Update-Module Az"
    }
    Import-Module -Name $Name -MinimumVersion $Minimum
}

function Assert-Java {
    if (-not (Get-Command -Name 'java' -CommandType Application -ErrorAction Ignore)) {
        throw 'Java is not on the PATH. Install a JDK, version 17 or later, and open a new terminal.'
    }
    $text = & java -version 2>&1 | ForEach-Object { "$_" } | Out-String
    if ($text -notmatch 'version "(\d+)' -or [int] $Matches[1] -lt 17) {
        throw "Java 17 or later is needed, and 'java -version' says: $(Get-FirstLine $text). Put a newer JDK first on the PATH."
    }
}

function Assert-Maven {
    if (-not (Get-Command -Name 'mvn' -CommandType Application -ErrorAction Ignore)) {
        throw 'Maven is not on the PATH. Install version 3.8 or later, or give -SkipBuild to publish what is built already.'
    }
    $text = & mvn --version 2>&1 | ForEach-Object { "$_" } | Out-String
    if ($text -notmatch 'Apache Maven (\d+\.\d+)' -or [version] $Matches[1] -lt [version] '3.8') {
        throw "Maven 3.8 or later is needed, and 'mvn --version' says: $(Get-FirstLine $text). Put a newer one first on the PATH."
    }
}

function Assert-SignIn {
    $context = Get-AzContext
    if ($null -eq $context -or $null -eq $context.Subscription) {
        throw 'Nobody is signed in to Azure. Run: Connect-AzAccount -Subscription <subscription>'
    }
    try {
        $answer = Invoke-AzureGet "/subscriptions/$($context.Subscription.Id)?api-version=2022-12-01"
    } catch {
        throw "The sign-in of $($context.Account.Id) is no longer good ($(Get-FirstLine $_.Exception.Message)). Run: Connect-AzAccount"
    }
    if ($null -eq $answer) {
        throw "$($context.Account.Id) cannot see subscription $($context.Subscription.Id). Run: Set-AzContext -Subscription <subscription>"
    }
    return $context
}

function Assert-Staged {
    if (-not (Test-Path -LiteralPath (Join-Path $staged 'host.json'))) {
        throw "No app is staged in $staged. Leave out -SkipBuild and -SkipPublish, or run: mvn package"
    }
}

# A GET changes nothing, so -WhatIf does not hold it back. Gives nothing when there is no such resource.
function Invoke-AzureGet([string] $Path) {
    $answer = Invoke-AzRestMethod -Path $Path -Method GET -WhatIf:$false
    if ($answer.StatusCode -eq 404) {
        return $null
    }
    if ($answer.StatusCode -ge 300) {
        throw "GET $Path answered $($answer.StatusCode): $($answer.Content)"
    }
    return $answer.Content | ConvertFrom-Json -AsHashtable
}

function Get-Deployer([object] $Account) {
    $type = if ($Account.Type -eq 'User') { 'User' } else { 'ServicePrincipal' }
    if ($DeployerObjectId) {
        return @{ Id = $DeployerObjectId; Type = $type }
    }
    try {
        $principal = if ($type -eq 'User') {
            Get-AzADUser -SignedIn
        } else {
            Get-AzADServicePrincipal -ApplicationId $Account.Id
        }
        return @{ Id = $principal.Id; Type = $type }
    } catch {
        throw "The object id of $($Account.Id) cannot be found ($(Get-FirstLine $_.Exception.Message)). Give it with -DeployerObjectId."
    }
}

# The values of a parameters file, by name.
function Read-ParametersFile([string] $Path) {
    try {
        $file = Get-Content -LiteralPath $Path -Raw | ConvertFrom-Json -AsHashtable
    } catch {
        throw "$Path is not JSON: $(Get-FirstLine $_.Exception.Message)"
    }
    if ($file -isnot [hashtable] -or -not $file.ContainsKey('parameters')) {
        throw "$Path has no 'parameters'. Copy arm/main.parameters.json and change its values."
    }
    $values = @{}
    foreach ($name in $file['parameters'].Keys) {
        $values[$name] = $file['parameters'][$name]['value']
    }
    if ("$($values['mediaServiceInstances'] | ConvertTo-Json -Depth 10)" -match '00000000-0000-0000-0000-000000000001') {
        throw "$Path still has the instances of the example. Copy it, put your own into the copy, and give it with -ParametersFile."
    }
    return $values
}

function Invoke-AppBuild {
    [CmdletBinding(SupportsShouldProcess)]
    param()
    if (-not $PSCmdlet.ShouldProcess($staged, 'Build the function app')) {
        return
    }
    # Without tests there is no need for what the build installs for them.
    & mvn --quiet --batch-mode --file (Join-Path $PSScriptRoot 'pom.xml') '-Dmaven.test.skip=true' '-Dexec.skip=true' package
    if ($LASTEXITCODE -ne 0) {
        throw "The build failed: mvn ended with $LASTEXITCODE. Its messages are above."
    }
}

# Makes the resource group when it is missing; gives it, or nothing when that is only pretended.
function Initialize-ResourceGroup {
    [CmdletBinding(SupportsShouldProcess)]
    param()
    $path = "/subscriptions/$((Get-AzContext).Subscription.Id)/resourceGroups/${ResourceGroupName}?api-version=2021-04-01"
    $group = Invoke-AzureGet $path
    if ($null -ne $group) {
        return $group
    }
    if (-not $Location) {
        throw "There is no resource group $ResourceGroupName in this subscription. Give -Location to make it, or choose " +
            'another subscription with Set-AzContext.'
    }
    if ($PSCmdlet.ShouldProcess($ResourceGroupName, "Make a resource group in $Location")) {
        New-AzResourceGroup -Name $ResourceGroupName -Location $Location | Out-Null
        return Invoke-AzureGet $path
    }
}

# Parameters go through a file, so that arrays of objects arrive as they are, whatever the version of Az.Resources.
# What is in Parameter wins over what is in Base.
function Invoke-TemplateDeployment([string] $Name, [string] $Template, [hashtable] $Parameter, [hashtable] $Base = @{}) {
    $values = @{}
    foreach ($key in $Base.Keys) {
        $values[$key] = @{ value = $Base[$key] }
    }
    foreach ($key in $Parameter.Keys) {
        $values[$key] = @{ value = $Parameter[$key] }
    }
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).parameters.json"
    try {
        $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#'
        $content = [ordered]@{ '$schema' = $schema; contentVersion = '1.0.0.0'; parameters = $values }
        [System.IO.File]::WriteAllText($file, ($content | ConvertTo-Json -Depth 20))
        # With -WhatIf the service tells what it would change, and changes nothing.
        $result = New-AzResourceGroupDeployment -Name $Name -ResourceGroupName $ResourceGroupName `
            -TemplateFile (Join-Path $PSScriptRoot $Template) -TemplateParameterFile $file `
            -SkipTemplateParameterPrompt -WhatIf:$WhatIfPreference
        if ($WhatIfPreference) {
            $result | Out-Host
        }
    } finally {
        [System.IO.File]::Delete($file)
    }
}

# Gives nothing when there was no such deployment yet.
function Get-DeploymentOutput([string] $Name) {
    $deployments = "/subscriptions/$((Get-AzContext).Subscription.Id)/resourceGroups/$ResourceGroupName" +
        '/providers/Microsoft.Resources/deployments'
    $deployment = Invoke-AzureGet "$deployments/${Name}?api-version=2021-04-01"
    if ($null -eq $deployment -or -not $deployment['properties'].ContainsKey('outputs')) {
        return $null
    }
    $values = @{}
    foreach ($key in $deployment['properties']['outputs'].Keys) {
        $values[$key] = $deployment['properties']['outputs'][$key]['value']
    }
    return $values
}

# Only whether it is there: the value is not looked at.
function Test-Secret([string] $VaultName, [string] $Name) {
    return $null -ne (Get-AzKeyVaultSecret -VaultName $VaultName -Name $Name)
}

function Set-Secret {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $VaultName, [string] $Name, [securestring] $Value)
    if ($PSCmdlet.ShouldProcess("$VaultName/$Name", 'Write a secret')) {
        Set-AzKeyVaultSecret -VaultName $VaultName -Name $Name -SecretValue $Value | Out-Null
        Write-Host "   Secret $Name is written."
    }
}

function New-ClearKey {
    $bytes = [System.Security.Cryptography.RandomNumberGenerator]::GetBytes(32)
    return ConvertTo-SecureString -String ([System.Convert]::ToBase64String($bytes)) -AsPlainText -Force
}

function Read-ApiKey([string] $SecretName, [string] $AccountName) {
    if ([System.Console]::IsInputRedirected) {
        throw "The vault has no secret $SecretName with the API key of $AccountName, and nobody can be asked. Give it with -ApiKey."
    }
    $value = Read-Host -Prompt "API key of $AccountName (secret $SecretName)" -AsSecureString
    if ($value.Length -eq 0) {
        throw "The API key of $AccountName is empty. Run this again and type it."
    }
    return $value
}

# A role on the vault takes its time after the deployment that assigned it.
function Wait-VaultAccess([string] $VaultName) {
    Invoke-WithRetry -Passing 'Forbidden|ForbiddenByRbac|not authorized' -Action {
        Test-Secret $VaultName $clearKeySecret
    } | Out-Null
}

function Initialize-Secret([string] $VaultName, [object[]] $Instances) {
    if (-not (Test-Secret $VaultName $clearKeySecret)) {
        Set-Secret -VaultName $VaultName -Name $clearKeySecret -Value (New-ClearKey)
    }
    foreach ($instance in $Instances) {
        $name = $instance['apiKeySecretName']
        if ($instance['authentication'] -ne 'ApiKey') {
            continue
        }
        if ($ApiKey.ContainsKey($name)) {
            Set-Secret -VaultName $VaultName -Name $name -Value $ApiKey[$name]
        } elseif ($WhatIfPreference -or (Test-Secret $VaultName $name)) {
            Write-Verbose "Secret $name stays as it is."
        } else {
            Set-Secret -VaultName $VaultName -Name $name -Value (Read-ApiKey $name $instance['accountName'])
        }
    }
}

function Publish-App {
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $AppName)
    if (-not $PSCmdlet.ShouldProcess($AppName, "Publish $staged")) {
        return
    }
    [System.IO.Directory]::CreateDirectory($work) | Out-Null
    $zip = Join-Path $work 'app.zip'
    [System.IO.File]::Delete($zip)
    [System.IO.Compression.ZipFile]::CreateFromDirectory($staged, $zip)
    # With the token of whoever is signed in: the app takes no publishing credentials.
    Invoke-WithRetry -Passing 'BadGateway|ServiceUnavailable|GatewayTimeout' -Action {
        Publish-AzWebApp -ResourceGroupName $ResourceGroupName -Name $AppName -ArchivePath $zip -Type 'zip' `
            -Restart -Timeout 1800000 -Force | Out-Null
    }
}

# Event Grid asks for the function when a subscription is made, and a published one is known after a while only.
function Wait-Function([string] $AppResourceId, [string] $Name) {
    Invoke-WithRetry -Passing 'is not known yet' -Action {
        if ($null -eq (Invoke-AzureGet "$AppResourceId/functions/${Name}?api-version=2023-12-01")) {
            throw "Function $Name is not known yet."
        }
    }
}

# The app's settings that the command line needs; none of them is a secret.
function Get-MshaSetting([string] $AppName) {
    $example = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'local.settings.json.example') -Raw |
        ConvertFrom-Json -AsHashtable
    $notNeeded = 'AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME', 'AZURE_CLIENT_ID'
    $settings = [ordered]@{}
    foreach ($pair in (Get-AzWebApp -ResourceGroupName $ResourceGroupName -Name $AppName).SiteConfig.AppSettings) {
        if ($example['Values'].ContainsKey($pair.Name) -and $pair.Name -notin $notNeeded) {
            $settings[$pair.Name] = $pair.Value
        }
    }
    return $settings
}

function Get-MshaJar {
    return (Get-ChildItem -LiteralPath $staged -Filter 'media-services-high-availability-*.jar' | Select-Object -First 1).FullName
}

# Signs in as whoever is signed in here: the command line asks this module of PowerShell for its tokens.
function Invoke-Msha([System.Collections.IDictionary] $Settings, [string[]] $Arguments) {
    $environment = [ordered]@{ AZURE_TOKEN_CREDENTIALS = 'AzurePowerShellCredential' }
    foreach ($name in $Settings.Keys) {
        $environment[$name] = $Settings[$name]
    }
    $before = @{}
    try {
        foreach ($name in $environment.Keys) {
            $before[$name] = [System.Environment]::GetEnvironmentVariable($name)
            [System.Environment]::SetEnvironmentVariable($name, $environment[$name])
        }
        $lines = @()
        & java -jar (Get-MshaJar) @Arguments 2>&1 | ForEach-Object { "$_" } | Tee-Object -Variable lines | Out-Host
        return @{ ExitCode = $LASTEXITCODE; Text = ($lines | Out-String) }
    } finally {
        foreach ($name in $before.Keys) {
            [System.Environment]::SetEnvironmentVariable($name, $before[$name])
        }
    }
}

function Initialize-App {
    [CmdletBinding(SupportsShouldProcess)]
    param([System.Collections.IDictionary] $Settings)
    if (-not $PSCmdlet.ShouldProcess('queues, tables and instances', 'msha init')) {
        return
    }
    # Roles on storage take up to ten minutes. What fails for another reason is for the operator.
    Invoke-WithRetry -Passing '\b403\b|Forbidden|Authorization' -Action {
        $run = Invoke-Msha $Settings @('init')
        if ($run.ExitCode -ne 0) {
            throw "msha init ended with $($run.ExitCode). Cure what it names and run this again.`n$($run.Text)"
        }
    }
}

# A file to dot-source, with settings that are no secrets.
function Write-MshaProfile([System.Collections.IDictionary] $Settings) {
    $lines = foreach ($name in $Settings.Keys) {
        '$env:{0} = ''{1}''' -f $name, ([string] $Settings[$name]).Replace("'", "''")
    }
    $jar = (Get-MshaJar).Replace("'", "''")
    $file = Join-Path $work 'msha.ps1'
    [System.IO.Directory]::CreateDirectory($work) | Out-Null
    [System.IO.File]::WriteAllLines($file, [string[]] (@($lines) + "function msha { java -jar '$jar' @args }"))
    return $file
}

function Write-NextStep([hashtable] $Outputs, [hashtable] $Monitoring, [string] $GroupId, [string] $MshaProfile) {
    $portal = "https://portal.azure.com/#@$((Get-AzContext).Tenant.Id)/resource"
    Write-Host @"

The app is deployed.
  Function app   $($Outputs.functionAppName)
  Key vault      $($Outputs.keyVaultName)
  Front Door     https://$($Outputs.frontDoorHostName)

The first job, from this machine:
  . '$MshaProfile'
  msha submit --job-name first --url https://<host>/<video>.mp4 --wait
  msha status first

Dashboards and alerts:
  Workbook       $portal$($Monitoring.workbookResourceId)/workbook
  Logs           $portal$($Outputs.logAnalyticsWorkspaceResourceId)/logs
  Alerts         $portal$GroupId/alerts
"@
}

function Assert-Prerequisite {
    foreach ($name in $modules.Keys) {
        Assert-Module $name $modules[$name]
    }
    Assert-Java
    if ($SkipBuild -or $SkipPublish) {
        Assert-Staged
    } else {
        Assert-Maven
    }
    return Assert-SignIn
}

function Publish-EventSubscription([hashtable] $Outputs) {
    if (-not $WhatIfPreference) {
        Wait-Function $Outputs.functionAppResourceId $eventFunction
    }
    Invoke-WithRetry -Passing 'Destination endpoint not found' -Action {
        Invoke-TemplateDeployment -Name "$mainDeployment-events" -Template 'arm/eventgrid.json' -Parameter @{
            functionAppResourceId              = $Outputs.functionAppResourceId
            deadLetterStorageAccountResourceId = $Outputs.deadLetterStorageAccountResourceId
            deadLetterContainerName            = $Outputs.deadLetterContainerName
            mediaServiceInstances              = @($Outputs.mediaServiceInstances)
        }
    }
}

function Publish-Monitoring([hashtable] $Outputs, [string] $NamePrefix, [string] $Region) {
    Invoke-TemplateDeployment -Name "$mainDeployment-monitoring" -Template 'arm/monitoring.json' -Parameter @{
        namePrefix                         = $NamePrefix
        location                           = $Region
        applicationInsightsResourceId      = $Outputs.applicationInsightsResourceId
        logAnalyticsWorkspaceResourceId    = $Outputs.logAnalyticsWorkspaceResourceId
        functionAppResourceId              = $Outputs.functionAppResourceId
        deadLetterStorageAccountResourceId = $Outputs.deadLetterStorageAccountResourceId
        alertEmail                         = "$AlertEmail"
    }
}

Write-Step 'Looking for what is needed'
$context = Assert-Prerequisite
$parameters = Read-ParametersFile $ParametersFile
$deployer = Get-Deployer $context.Account

if (-not ($SkipBuild -or $SkipPublish)) {
    Write-Step 'Building the function app'
    Invoke-AppBuild
}

Write-Step "Resource group $ResourceGroupName"
$group = Initialize-ResourceGroup
if ($null -eq $group) {
    Write-Host 'Everything else would be new: a resource group that does not exist cannot be compared with the templates.'
    return
}

Write-Step 'Resources (arm/main.json)'
Invoke-WithRetry -Passing 'PrincipalNotFound' -Action {
    Invoke-TemplateDeployment -Name $mainDeployment -Template 'arm/main.json' -Base $parameters -Parameter @{
        deployerPrincipalId   = $deployer.Id
        deployerPrincipalType = $deployer.Type
    }
}
$outputs = Get-DeploymentOutput $mainDeployment
if ($null -eq $outputs) {
    Write-Host 'Everything else depends on these resources, which do not exist yet.'
    return
}

Write-Step "Secrets in $($outputs.keyVaultName)"
if (-not $WhatIfPreference) {
    Wait-VaultAccess $outputs.keyVaultName
}
Initialize-Secret $outputs.keyVaultName @($parameters['mediaServiceInstances'])

if (-not $SkipPublish) {
    Write-Step "Publishing to $($outputs.functionAppName)"
    Publish-App -AppName $outputs.functionAppName
}

Write-Step 'Event subscriptions (arm/eventgrid.json)'
Publish-EventSubscription $outputs

Write-Step 'Alerts and workbook (arm/monitoring.json)'
$region = if ($parameters.ContainsKey('location')) { $parameters['location'] } else { $group['location'] }
Publish-Monitoring $outputs $parameters['namePrefix'] $region

Write-Step 'Queues, tables and instances (msha init)'
$settings = Get-MshaSetting $outputs.functionAppName
Initialize-App -Settings $settings
if ($WhatIfPreference) {
    return
}

Write-Step 'Looking at all of it (msha doctor)'
$doctor = Invoke-Msha $settings @('doctor')
if ($doctor.ExitCode -ne 0) {
    Write-Warning "msha doctor ended with $($doctor.ExitCode): cure what it names above. Roles may need some minutes more."
}

$monitoring = Get-DeploymentOutput "$mainDeployment-monitoring"
Write-NextStep $outputs $monitoring $group['id'] (Write-MshaProfile $settings)
