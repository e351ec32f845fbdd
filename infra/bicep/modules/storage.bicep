// Tables, queues and pictures of the app, the host's own state, and the deployed package. No shared keys.
@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Redundancy; not every region has zones.')
@allowed([ 'Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS' ])
param redundancy string

@description('Object id of the identity that reads and writes.')
param principalId string

@description('Days after which the pictures of the render cache go; the current picture of each pin stays.')
@minValue(1)
@maxValue(30)
param renderDays int

@description('Whether only the virtual network and the addresses below get in.')
param isolated bool

@description('Addresses of operators that get in besides the network; IPv4 or ranges.')
param operatorAddresses string[]

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

// As lib/storage-names.ts; a test holds the two together.
var tables = [
  'Registration'
  'CatalogItems'
  'Users'
  'Subscriptions'
  'DueIndex'
  'Runs'
  'Pins'
  'Cursor'
  'StateIndex'
  'SharedSchedules'
  'Notifications'
  'UsedStates'
  'Audit'
  'Tokens'
  'ReportServers'
  'Upkeep'
  'Renders'
  'Slots'
]
var queues = [
  'pin-tile'
  'refresh-tile'
  'dispatch-due'
  'apply-schedule'
  'change-owner'
  'move-tile'
  'pin-tile-poison'
  'refresh-tile-poison'
  'dispatch-due-poison'
  'apply-schedule-poison'
  'change-owner-poison'
  'move-tile-poison'
]
var containers = [ 'definitions', 'pictures', 'deployment' ]

var roles = {
  // The host's leases and timers, the package, definitions and pictures: lib/storage/azure/blob-storage.ts.
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Triggers, and the messages of lib/storage/azure/queue-storage.ts.
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // lib/storage/azure/table-storage.ts.
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    defaultToOAuthAuthentication: true
    allowCrossTenantReplication: false
    publicNetworkAccess: isolated && empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isolated ? 'Deny' : 'Allow'
      bypass: 'None'
      ipRules: [for address in operatorAddresses: {
        value: address
        action: 'Allow'
      }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  // Each refresh replaces a picture: kept versions of them would only cost.
  properties: {
    deleteRetentionPolicy: { enabled: false }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 14
    }
  }
}

// Only the cache of rendered pictures ages. What tiles show lies under pins/ and goes with its pin.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'rendered-pictures'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: [ 'blockBlob' ]
              prefixMatch: [ 'pictures/renders/' ]
            }
            actions: {
              baseBlob: {
                delete: { daysAfterModificationGreaterThan: renderDays }
              }
            }
          }
        }
      ]
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = [for item in containers: {
  parent: blobs
  name: item
  properties: { publicAccess: 'None' }
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-04-01' = [for item in queues: {
  parent: queueService
  name: item
}]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2026-04-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-04-01' = [for item in tables: {
  parent: tableService
  name: item
}]

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(roles): {
  scope: account
  name: guid(account.id, principalId, role.value)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
  }
}]

resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource queueDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queueService
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tableService
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

output id string = account.id
output name string = account.name
output endpoints object = account.properties.primaryEndpoints
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}deployment'
