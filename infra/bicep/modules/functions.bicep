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

@description('Days for which a sign-in to Power BI is good.')
param signInDays int

@description('absolute or sliding.')
param signInLifetime string

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
  properties: { reserved: true }
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
    siteConfig: { minTlsVersion: '1.2' }
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
      SIGN_IN_DAYS: string(signInDays)
      SIGN_IN_LIFETIME: signInLifetime
    }
  }
}

// Publishing by user name and password stays off; deployments use an Entra token.
resource publishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = [for policy in [ 'ftp', 'scm' ]: {
  parent: site
  name: policy
  properties: { allow: false }
}]

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
