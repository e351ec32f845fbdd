import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemsOfDocuments } from '../../../scripts/check-docs.ts';
import { unknownFields } from '../../support/log-events.ts';

describe('the documents', () => {
  it('lead somewhere with every link, and name commands and files that are there', () =>
    expect(problemsOfDocuments()).toEqual([]));

  const queries = [...readFileSync('docs/operations.md', 'utf8').matchAll(/```kql\n([\s\S]*?)```/g)];
  for (const [index, [, query = '']] of queries.entries())
    it(`ask in query ${index + 1} of operations for events and fields that the code writes`, () =>
      expect(unknownFields(query)).toEqual([]));

  it('have an answer in operations for each alert', () => {
    const alerts = readFileSync('infra/bicep/modules/alerts.bicep', 'utf8').matchAll(
      /^ {4}name: '([\w-]+)'/gm,
    );
    const operations = readFileSync('docs/operations.md', 'utf8');
    for (const [, name] of alerts) expect(operations).toContain(`| \`${name}\` |`);
  });
});
