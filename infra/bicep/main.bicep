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

@description('Days for which a sign-in to Power BI is good.')
@minValue(1)
@maxValue(90)
param signInDays int = 90

@description('Whether those days count from the sign-in (absolute) or from the last use (sliding).')
@allowed([ 'absolute', 'sliding' ])
param signInLifetime string = 'absolute'

@description('Redundancy of the storage account; not every region has zones.')
@allowed([ 'Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS' ])
param storageRedundancy string = 'Standard_ZRS'

@description('Memory of an instance in MB. Pictures of many points need more.')
@allowed([ 512, 2048, 4096 ])
param instanceMemoryMB int = 2048

@description('The most instances that run at once.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

var tags = { 'azd-env-name': environmentName }
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
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
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
    signInDays: signInDays
    signInLifetime: signInLifetime
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

@description('Where people open the portal.')
output PORTAL_URL string = functions.outputs.url

@description('The function app, for deploying and for reading the host key of the set-up link.')
output FUNCTION_APP_NAME string = functions.outputs.name

@description('Object id of the managed identity: grant it Application.ReadWrite.OwnedBy on Microsoft Graph to register.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId

output RESOURCE_GROUP string = group.name
