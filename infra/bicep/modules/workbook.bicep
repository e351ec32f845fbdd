// One page for the operator: what fires, how late, what fails and why.
@description('Suffix of the names.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

var charts = [
  {
    title: 'Due and fired, by five minutes'
    visualization: 'timechart'
    query: loadTextContent('../queries/fired.kql')
  }
  {
    title: 'How runs ended, by hour'
    visualization: 'barchart'
    query: loadTextContent('../queries/outcomes.kql')
  }
  {
    title: 'How late runs begin: median and 95th percentile, ms'
    visualization: 'timechart'
    query: loadTextContent('../queries/lateness.kql')
  }
  {
    title: 'What takes the time of a run: 95th percentile, ms'
    visualization: 'timechart'
    query: loadTextContent('../queries/steps.kql')
  }
  {
    title: 'Sign-ins to Power BI: valid, lapsing within 14 days, over'
    visualization: 'timechart'
    query: loadTextContent('../queries/sign-ins.kql')
  }
  {
    title: 'Refusals by code'
    visualization: 'table'
    query: loadTextContent('../queries/refusals.kql')
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, name, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Report Tiles'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: map(charts, chart => {
        type: 3
        content: {
          version: 'KqlItem/1.0'
          query: chart.query
          size: 0
          title: chart.title
          timeContext: { durationMs: 86400000 }
          queryType: 0
          resourceType: 'microsoft.operationalinsights/workspaces'
          crossComponentResources: [ workspaceId ]
          visualization: chart.visualization
        }
      })
    })
  }
}
