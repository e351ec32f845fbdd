import { expect, test } from 'vitest';
import { parametersOfQuery } from '../../../lib/http/report-query.ts';
import { reportUrl } from '../../../lib/reports/report-url.ts';

test('T4 the address of a report holds its parameters: one, several, null, and signs of addresses in them', () => {
  const parameters = { Region: 'East & West', Products: ['A', 'B'], Note: null };
  const address = reportUrl('https://tiles.contoso.example')({ reportId: 'r1', parameters });
  expect(new URL(address).pathname).toBe('/reports/r1');
  expect(parametersOfQuery(new URL(address).searchParams)).toEqual(parameters);
});

test('whatever else stands in an address is no parameter', () => {
  expect(parametersOfQuery(new URLSearchParams('select=&pin=Chart1&p.Year=2026'))).toEqual({ Year: '2026' });
});
