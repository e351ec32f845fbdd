// Says so when a month costs more than was meant.
@description('Name of the budget.')
param name string

@description('Whole units of the subscription\'s currency a month.')
param amount int

@description('Mail addresses that are told, besides the owners of the subscription.')
param emails string[]

@description('First day of the month it begins in: this one or a later one when the budget is made, the same ever after.')
param startDate string

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
        contactRoles: [ 'Owner' ]
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactRoles: [ 'Owner' ]
      }
    }
  }
}
