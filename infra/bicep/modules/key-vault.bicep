// People's Power BI tokens and the keys that seal sessions and picture addresses.
@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Object id of the identity that reads and writes secrets.')
param principalId string

@description('Name of the key that wraps the data keys of the token store.')
param tokenKeyName string

@description('Whether a deleted vault of this name is brought back.')
param recover bool

@description('Whether only the virtual network and the addresses below get in.')
param isolated bool

@description('Addresses of operators that get in besides the network; IPv4 or ranges.')
param operatorAddresses string[]

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

// Writes tokens at sign-in and retires them at sign-out: lib/storage/azure/key-vault-secrets.ts. Purge protection keeps it
// from purging.
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
// Wraps and unwraps the data keys of the envelope token store: lib/storage/azure/key-vault-key-wrapper.ts. It can neither
// sign, decrypt other things, nor change the key.
var cryptoServiceEncryptionUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    createMode: recover ? 'recover' : 'default'
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: isolated && empty(operatorAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isolated ? 'Deny' : 'Allow'
      bypass: 'None'
      ipRules: [for address in operatorAddresses: { value: address }]
    }
  }
}

// Each new version wraps new data keys; old versions stay, for what they wrapped is still read with them.
resource tokenKey 'Microsoft.KeyVault/vaults/keys@2026-02-01' = {
  parent: vault
  name: tokenKeyName
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: [ 'wrapKey', 'unwrapKey' ]
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: { timeAfterCreate: 'P180D' }
          action: { type: 'rotate' }
        }
      ]
    }
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, secretsOfficer)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
  }
}

resource keyAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: tokenKey
  name: guid(tokenKey.id, principalId, cryptoServiceEncryptionUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoServiceEncryptionUser)
  }
}

// Who read which secret: kept as long as the workspace keeps it.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
