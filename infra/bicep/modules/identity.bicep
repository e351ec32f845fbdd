// The one identity the functions run as. It stands in for a client secret of the registered app, too: registering adds a
// federated credential with this identity as its subject to the application in Entra (lib/registration/register.ts, through
// Graph, where applications live), so nothing is stored that could leak or expire.
@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
