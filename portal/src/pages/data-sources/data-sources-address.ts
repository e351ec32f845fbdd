/** The page of a report's data sources. */
export function dataSourcesAddress(reportId: string): string {
  return `/reports/${reportId}/data-sources`;
}

/** The page of a shared data source, by its catalog item. */
export function dataSourceAddress(id: string): string {
  return `/data-sources/${id}`;
}
