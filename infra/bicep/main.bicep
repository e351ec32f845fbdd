// One installation of Report Tiles in a resource group of its own.
targetScope = 'subscription'

@description('Name of the azd environment; part of every name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of every resource. It must offer Flex Consumption.')
param location string

@description('The Microsoft cloud of the Power BI tenant.')
@allowed([ 'public', 'gcc', 'gcc-high', 'dod', 'china' ])
param cloud string = 'public'

@description('Addresses people reach the portal under, besides the one of the function app; https origins. The first one is what tiles link to.')
param extraPortalUrls string[] = []

@description('Name of this installation: part of the names of what it makes in Entra and Power BI.')
@minLength(1)
@maxLength(40)
param installationName string = 'Report Tiles'

@description('Days for which a sign-in to Power BI is good.')
@minValue(1)
@maxValue(90)
param signInDays int = 90

@description('Whether those days count from the sign-in (absolute) or from the last use (sliding).')
@allowed([ 'absolute', 'sliding' ])
param signInLifetime string = 'absolute'

@description('Days without a valid sign-in after which an owner counts as having left.')
@minValue(1)
@maxValue(365)
param ownerLeftDays int = 30

@description('Failed occurrences in a row after which a subscription is paused.')
@minValue(1)
@maxValue(1000)
param pauseAfterFailures int = 5

@description('Days for which runs and other history are kept.')
@minValue(1)
@maxValue(3650)
param historyDays int = 90

@description('Runs of one person that are under way at once; 0 is no cap.')
@minValue(0)
@maxValue(1000)
param maxRunsPerOwner int = 0

@description('Queries that are under way at once on one database; 0 is no cap.')
@minValue(0)
@maxValue(1000)
param maxQueriesPerDatabase int = 0

@description('Seconds over which the refreshes of one minute are spread; 0 sends them at once.')
@minValue(0)
@maxValue(900)
param jitterSeconds int = 0

@description('Hosts that notifications may be sent to where an administrator asks for it. None: workflows of Teams and Logic Apps.')
param webhookHosts string[] = []

@description('Where Power BI sign-ins are kept: one Key Vault secret a person, or encrypted in a table under a key of the vault (beyond some 10,000 people).')
@allowed([ 'key-vault', 'envelope' ])
param tokenStore string = 'key-vault'

@description('Hosts that data sources and external images may lead to: names, endings such as *.contoso.com, ranges of addresses. None unless named.')
param dataSourceHosts string[] = []

@description('The most bytes of a report definition.')
@minValue(1024)
@maxValue(67108864)
param maxDefinitionBytes int = 8388608

@description('Id of the Azure Front Door profile in front of the app, which is believed when it says whose address calls; empty for none.')
param frontDoorId string = ''

@description('Address of an OpenTelemetry collector that traces are sent to; empty for none.')
param otlpEndpoint string = ''

@description('Redundancy of the storage account; not every region has zones.')
@allowed([ 'Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS' ])
param storageRedundancy string = 'Standard_ZRS'

@description('Whether instances are spread over the zones of the region. Azure then keeps two instances ready, and charges them, for each function that scales by itself: HTTP as one, each queue and each timer.')
param zoneRedundant bool = false

@description('Memory of an instance in MB. Pictures of many points need more.')
@allowed([ 512, 2048, 4096 ])
param instanceMemoryMB int = 2048

@description('The most instances that run at once.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that always stand ready for people; each costs while idle.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int = 0

@description('Instances that always stand ready for refreshes.')
@minValue(0)
@maxValue(20)
param alwaysReadyRefresh int = 0

@description('Days after which cached pictures go.')
@minValue(1)
@maxValue(30)
param renderDays int = 2

@description('Whether storage and vault are reached through private endpoints of a virtual network only.')
param isolated bool = false

@description('Address space of that network; a /24 is enough.')
param networkAddressPrefix string = '10.60.0.0/24'

@description('Addresses of operators that reach storage and vault from outside the network, for back-up and doctor.')
param operatorAddresses string[] = []

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Most gigabytes of logs a day; -1 for no limit.')
@minValue(-1)
param logDailyQuotaGb int = 5

@description('Mail addresses that alerts and the budget tell.')
param alertEmails string[] = []

@description('Whole units of the subscription\'s currency that a month may cost; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the month the budget begins in, such as 2026-12-01. It cannot be changed once the budget is there; without it no budget is made or changed.')
param budgetStart string = ''

@description('Whether a vault of this name that was deleted is brought back. True for the one deployment after azd down; where no such vault is, it fails.')
param recoverVault bool = false

var tags = { 'azd-env-name': environmentName }
var tokenKeyName = 'token-key'
var token = toLower(uniqueString(subscription().id, environmentName, location))

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
  }
}

module telemetry 'modules/telemetry.bicep' = {
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    logDays: logDays
    logDailyQuotaGb: logDailyQuotaGb
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    principalId: identity.outputs.principalId
    renderDays: renderDays
    isolated: isolated
    operatorAddresses: operatorAddresses
    workspaceId: telemetry.outputs.workspaceId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    tokenKeyName: tokenKeyName
    recover: recoverVault
    isolated: isolated
    operatorAddresses: operatorAddresses
    workspaceId: telemetry.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (isolated) {
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
    storageId: storage.outputs.id
    vaultId: keyVault.outputs.id
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  params: {
    name: 'func-${token}'
    location: location
    tags: tags
    cloud: cloud
    extraPortalUrls: extraPortalUrls
    installationName: installationName
    tokenStore: tokenStore
    tokenKeyName: tokenKeyName
    signInDays: signInDays
    signInLifetime: signInLifetime
    ownerLeftDays: ownerLeftDays
    pauseAfterFailures: pauseAfterFailures
    historyDays: historyDays
    maxRunsPerOwner: maxRunsPerOwner
    maxQueriesPerDatabase: maxQueriesPerDatabase
    jitterSeconds: jitterSeconds
    webhookHosts: webhookHosts
    dataSourceHosts: dataSourceHosts
    frontDoorId: frontDoorId
    otlpEndpoint: otlpEndpoint
    maxDefinitionBytes: maxDefinitionBytes
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyRefresh: alwaysReadyRefresh
    zoneRedundant: zoneRedundant
    subnetId: isolated ? network!.outputs.appSubnetId : ''
    workspaceId: telemetry.outputs.workspaceId
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    identityPrincipalId: identity.outputs.principalId
    storageEndpoints: storage.outputs.endpoints
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    keyVaultUri: keyVault.outputs.uri
    applicationInsightsConnectionString: telemetry.outputs.connectionString
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    workspaceId: telemetry.outputs.workspaceId
    vaultId: keyVault.outputs.id
    emails: alertEmails
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    workspaceId: telemetry.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0 && !empty(budgetStart)) {
  scope: group
  params: {
    name: 'budget-${token}'
    amount: monthlyBudget
    emails: alertEmails
    startDate: budgetStart
  }
}

@description('Where people open the portal.')
output PORTAL_URL string = functions.outputs.url

@description('The function app, for deploying and for reading the host key of the set-up link.')
output FUNCTION_APP_NAME string = functions.outputs.name

@description('Object id of the managed identity: grant it Application.ReadWrite.OwnedBy on Microsoft Graph to register.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId

@description('Where the set-up link is read from; differs by cloud.')
output RESOURCE_MANAGER_URL string = environment().resourceManager

@description('For back-up and doctor.')
output STORAGE_ACCOUNT_NAME string = storage.outputs.name

@description('For back-up and doctor.')
output KEY_VAULT_NAME string = keyVault.outputs.name

@description('For back-up and doctor.')
output KEY_VAULT_URL string = keyVault.outputs.uri

output RESOURCE_GROUP string = group.name
