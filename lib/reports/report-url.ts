import type { ReportParameters } from '../subscriptions/subscription.ts';

const LONGEST_ADDRESS = 4000;

/** T4: the way back from a tile to its report, with its parameters. */
export function reportUrl(portalUrl: string) {
  return ({
    reportId,
    parameters,
  }: {
    readonly reportId: string;
    readonly parameters: ReportParameters;
  }): string => {
    const url = new URL(`${portalUrl}/reports/${reportId}`);
    for (const [name, value] of Object.entries(parameters))
      for (const single of Array.isArray(value) ? value : [value])
        if (typeof single === 'string') url.searchParams.append(`p.${name}`, single);
        else url.searchParams.append(`p.${name}:isnull`, 'true');
    // Power BI takes 4,000 characters; then the way back is to the report alone.
    return url.href.length <= LONGEST_ADDRESS ? url.href : `${portalUrl}/reports/${reportId}`;
  };
}
