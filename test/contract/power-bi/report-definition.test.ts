import { existsSync, globSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { tileReportDefinition } from '../../../lib/power-bi/report-definition.ts';
import { DATA_VISUALS } from '../../../lib/power-bi/tile-visual.ts';

const SCHEMAS = '../shared/contracts/fabric-report';
const MODEL = '7b0c5b9e-3c2f-4f43-9a51-0d0c6a1f2b11';

describe.skipIf(!existsSync(SCHEMAS))('the definition of the report behind a tile (needs ../shared)', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { int32: true, double: true } });
  // The embedded ones carry no id of their own: each goes by its place in Microsoft's tree.
  for (const file of globSync(`${SCHEMAS}/**/*.json`)) {
    const place = file.slice(SCHEMAS.length + 1);
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    ajv.addSchema({ ...schema, $id: `https://developer.microsoft.com/json-schemas/fabric/item/${place}` });
  }

  function faultsOf(content: { readonly $schema: string }): readonly unknown[] {
    const validate = ajv.getSchema(content.$schema);
    expect(validate, content.$schema).toBeTypeOf('function');
    validate?.(content);
    return validate?.errors ?? [];
  }

  const read = (payload: string) => JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));

  for (const part of tileReportDefinition(MODEL, { visual: 'picture', title: 'Sales' }).parts) {
    it(`holds ${part.path} valid against Microsoft's schema`, () => {
      expect(faultsOf(read(part.payload))).toEqual([]);
    });
  }

  it.each(DATA_VISUALS)('holds a %s of the data valid against it', (visual) => {
    const { parts } = tileReportDefinition(MODEL, { visual, title: "O'Hara's sales" });
    const part = parts.find(({ path }) => path.endsWith('visual.json'));
    const content = read(part?.payload ?? '');
    expect(faultsOf(content)).toEqual([]);
    expect(content.visual.visualType).toBe(visual);
    expect(JSON.stringify(content)).toContain("'O''Hara''s sales'");
  });

  it('would tell of a member that the schema does not know', () => {
    const { parts } = tileReportDefinition(MODEL, { visual: 'lineChart', title: 'x' });
    const content = read(parts.find(({ path }) => path.endsWith('visual.json'))?.payload ?? '');
    expect(faultsOf({ ...content, visual: { ...content.visual, colour: 'red' } })).not.toEqual([]);
  });
});
