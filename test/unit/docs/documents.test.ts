import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemsOfDocument, problemsOfDocuments } from '../../../scripts/check-docs.ts';
import { unknownFields } from '../../support/log-events.ts';

describe('the documents', () => {
  it('lead somewhere with every link, and name commands and files that are there', () =>
    expect(problemsOfDocuments()).toEqual([]));

  const mistakes = {
    'a link to nowhere': 'See [operations](operation.md).',
    'a heading that is not there': 'See [operations](docs/operations.md#deployed).',
    'a script that is not there': 'Run `npm run pack`.',
    'a command of ops that is not there': '`npm run ops -- backup --folder x`',
    'a path that is not there': 'It is in `lib/ap/`.',
    'a command of the command line that is not there': '```sh\nreport-tiles ls /\n```',
    'a variable that no parameter takes': '`azd env set REPORT_TILES_REGION x`',
    'a setting that is not there': 'Set `SIGN_IN_DAY`.',
  };
  for (const [what, text] of Object.entries(mistakes))
    it(`are not right with ${what}`, () => {
      expect(problemsOfDocument('README.md', `# Title\n\n${text}\n`)).toEqual([
        expect.stringMatching(/^README\.md:[34] /),
      ]);
    });

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
