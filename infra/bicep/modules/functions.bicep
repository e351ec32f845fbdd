// The function app on Flex Consumption, Node 24.
@description('Name of the app, and of its address.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('The Microsoft cloud of the Power BI tenant.')
param cloud string

@description('Further addresses of the portal.')
param extraPortalUrls string[]

@description('Name of this installation, part of the names of what it makes in Entra and Power BI.')
param installationName string

@description('Where people\'s tokens are kept: key-vault or envelope.')
param tokenStore string

@description('Name of the key that wraps data keys.')
param tokenKeyName string

@description('Days for which a sign-in to Power BI is good.')
param signInDays int

@description('absolute or sliding.')
param signInLifetime string

@description('Days without a valid sign-in after which an owner has left.')
param ownerLeftDays int

@description('Failed occurrences in a row that pause a subscription.')
param pauseAfterFailures int

@description('Days for which runs are remembered.')
param historyDays int

@description('Runs of one person at once; 0 is no cap.')
param maxRunsPerOwner int

@description('Queries on one database at once; 0 is no cap.')
param maxQueriesPerDatabase int

@description('Seconds over which the refreshes of a minute are spread.')
param jitterSeconds int

@description('Hosts that notifications may be sent to.')
param webhookHosts string[]

@description('Hosts that data sources may lead to.')
param dataSourceHosts string[]

@description('Id of the Azure Front Door profile in front; empty for none.')
param frontDoorId string

@description('Address of an OpenTelemetry collector; empty for none.')
param otlpEndpoint string

@description('Most bytes of a report definition.')
param maxDefinitionBytes int

@description('Instances that are always ready for people.')
param alwaysReadyHttp int

@description('Instances that are always ready for refreshes.')
param alwaysReadyRefresh int

@description('Whether instances are spread over zones.')
param zoneRedundant bool

@description('Resource id of the subnet that the app reaches out through; empty for none.')
param subnetId string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Memory of an instance in MB.')
param instanceMemoryMB int

@description('The most instances at once.')
param maximumInstanceCount int

@description('Resource id of the managed identity.')
param identityId string

@description('Client id of the managed identity.')
param identityClientId string

@description('Object id of the managed identity.')
param identityPrincipalId string

@description('Addresses of the storage account: blob, queue and table.')
param storageEndpoints object

@description('Container that the package is deployed to.')
param deploymentContainerUrl string

@description('Address of the key vault.')
param keyVaultUri string

@description('Connection string of Application Insights; it holds no secret.')
param applicationInsightsConnectionString string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: concat(
          alwaysReadyHttp > 0 ? [ {
            name: 'http'
            instanceCount: alwaysReadyHttp
          } ] : [],
          alwaysReadyRefresh > 0 ? [ {
            name: 'function:refresh-tile'
            instanceCount: alwaysReadyRefresh
          } ] : []
        )
      }
      runtime: {
        name: 'node'
        version: '24'
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__blobServiceUri: storageEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: storageEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: storageEndpoints.table
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      KEY_VAULT_URL: keyVaultUri
      PORTAL_URLS: join(concat(extraPortalUrls, [ 'https://${site.properties.defaultHostName}' ]), ',')
      CLOUD: cloud
      TENANT_ID: subscription().tenantId
      AZURE_CLIENT_ID: identityClientId
      IDENTITY_PRINCIPAL_ID: identityPrincipalId
      INSTALLATION: installationName
      TOKEN_STORE: tokenStore
      TOKEN_KEY: tokenKeyName
      SIGN_IN_DAYS: string(signInDays)
      SIGN_IN_LIFETIME: signInLifetime
      OWNER_LEFT_DAYS: string(ownerLeftDays)
      PAUSE_AFTER_FAILURES: string(pauseAfterFailures)
      HISTORY_DAYS: string(historyDays)
      MAX_RUNS_PER_OWNER: string(maxRunsPerOwner)
      MAX_QUERIES_PER_DATABASE: string(maxQueriesPerDatabase)
      JITTER_SECONDS: string(jitterSeconds)
      WEBHOOK_HOSTS: join(webhookHosts, ' ')
      DATA_SOURCE_HOSTS: join(dataSourceHosts, ' ')
      FRONT_DOOR_ID: frontDoorId
      OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
      MAX_DEFINITION_BYTES: string(maxDefinitionBytes)
    }
  }
}

// Publishing by user name and password stays off; deployments use an Entra token. Flex Consumption has no FTP.
resource publishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: site
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output id string = site.id
output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
