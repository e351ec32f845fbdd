// A virtual network for the app's calls, and private endpoints for storage and vault. The portal itself stays public: Power
// BI fetches pictures and Entra sends people back without being in any network.
@description('Suffix of the names.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Address space; a /24 is enough.')
param addressPrefix string

@description('Resource id of the storage account.')
param storageId string

@description('Resource id of the vault.')
param vaultId string

var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  // '.vault.azure.net' and its like in other clouds become 'privatelink.vaultcore.azure.net'.
  vault: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
}
var endpoints = [
  {
    group: 'blob'
    target: storageId
  }
  {
    group: 'queue'
    target: storageId
  }
  {
    group: 'table'
    target: storageId
  }
  {
    group: 'vault'
    target: vaultId
  }
]

resource guard 'Microsoft.Network/networkSecurityGroups@2025-09-01' = {
  name: 'nsg-${name}'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'no-internet-in'
        properties: {
          description: 'Nothing from outside reaches the endpoints.'
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [ addressPrefix ] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          networkSecurityGroup: { id: guard.id }
          // Entra and Power BI are called from here. Where a firewall asks for one fixed address, a NAT gateway gives it.
          defaultOutboundAccess: true
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          networkSecurityGroup: { id: guard.id }
          privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled'
          defaultOutboundAccess: false
        }
      }
    ]
  }

  resource appSubnet 'subnets' existing = { name: 'app' }
  resource endpointSubnet 'subnets' existing = { name: 'endpoints' }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [for item in endpoints: {
  name: zones[item.group]
  location: 'global'
  tags: tags
}]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (item, index) in endpoints: {
  parent: zone[index]
  name: 'to-${item.group}'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: network.id }
  }
}]

// One after the other: a storage account takes one change of its connections at a time.
@batchSize(1)
resource endpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = [for item in endpoints: {
  name: 'pe-${item.group}-${name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: network::endpointSubnet.id }
    privateLinkServiceConnections: [
      {
        name: item.group
        properties: {
          privateLinkServiceId: item.target
          groupIds: [ item.group ]
        }
      }
    ]
  }
}]

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = [for (item, index) in endpoints: {
  parent: endpoint[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: item.group
        properties: { privateDnsZoneId: zone[index].id }
      }
    ]
  }
}]

output appSubnetId string = network::appSubnet.id
