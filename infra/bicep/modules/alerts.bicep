// What wakes somebody, and whom. Each query gives a row only when something is wrong; docs/operations.md says what to do then.
@description('Suffix of the names.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Resource id of the vault.')
param vaultId string

@description('Mail addresses that are told.')
param emails string[]

var alerts = [
  {
    name: 'nothing-fired'
    severity: 0
    frequency: 'PT5M'
    window: 'PT10M'
    description: 'No tick has ended for 10 minutes, or rows of the due index are older than that: nothing is refreshed.'
    query: loadTextContent('../queries/nothing-fired.kql')
  }
  {
    name: 'cannot-start'
    severity: 0
    frequency: 'PT5M'
    window: 'PT10M'
    description: 'The settings cannot be used: every route answers 500.'
    query: loadTextContent('../queries/cannot-start.kql')
  }
  {
    name: 'registration-broken'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    description: 'Entra refuses the registered application itself: nobody can sign in, nothing is refreshed.'
    query: loadTextContent('../queries/registration-broken.kql')
  }
  {
    name: 'poison-messages'
    severity: 1
    frequency: 'PT15M'
    window: 'PT30M'
    description: 'A message was given up: a pin, a refresh or a hand-over failed in a way nobody foresaw.'
    query: loadTextContent('../queries/poison-messages.kql')
  }
  {
    name: 'failing-runs'
    severity: 2
    frequency: 'PT30M'
    window: 'PT1H'
    description: 'More than a fifth of the refreshes of the last hour failed, and at least 10.'
    query: loadTextContent('../queries/failing-runs.kql')
  }
  {
    name: 'late-runs'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    description: 'One in twenty refreshes begins more than 5 minutes after it is due.'
    query: loadTextContent('../queries/late-runs.kql')
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'report-tiles'
    enabled: true
    emailReceivers: [for (email, index) in emails: {
      name: 'mail-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in alerts: {
  name: '${alert.name}-${name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Report Tiles: ${alert.name}'
    description: alert.description
    severity: alert.severity
    enabled: true
    // A new workspace has no tables before the first events come.
    skipQueryValidation: true
    scopes: [ workspaceId ]
    evaluationFrequency: alert.frequency
    windowSize: alert.window
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [ people.id ] }
  }
}]

// Refreshes then wait for tokens: spread schedules, or set tokenStore to envelope.
resource throttling 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'key-vault-throttling-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Key Vault answers 429: its limit of transactions is reached.'
    severity: 2
    enabled: true
    scopes: [ vaultId ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricName: 'ServiceApiResult'
          metricNamespace: 'Microsoft.KeyVault/vaults'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 10
          dimensions: [
            {
              name: 'StatusCode'
              operator: 'Include'
              values: [ '429' ]
            }
          ]
        }
      ]
    }
    actions: [ { actionGroupId: people.id } ]
  }
}
