import { existsSync, globSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { tileReportDefinition } from '../../../lib/power-bi/report-definition.ts';

const SCHEMAS = '../shared/contracts/fabric-report';

describe.skipIf(!existsSync(SCHEMAS))('the definition of the report behind a tile (needs ../shared)', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { int32: true, double: true } });
  // The embedded ones carry no id of their own: each goes by its place in Microsoft's tree.
  for (const file of globSync(`${SCHEMAS}/**/*.json`)) {
    const place = file.slice(SCHEMAS.length + 1);
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    ajv.addSchema({ ...schema, $id: `https://developer.microsoft.com/json-schemas/fabric/item/${place}` });
  }

  for (const part of tileReportDefinition('7b0c5b9e-3c2f-4f43-9a51-0d0c6a1f2b11').parts) {
    it(`holds ${part.path} valid against Microsoft's schema`, () => {
      const content = JSON.parse(Buffer.from(part.payload, 'base64').toString('utf8'));
      const validate = ajv.getSchema(content.$schema);
      expect(validate, content.$schema).toBeTypeOf('function');
      validate?.(content);
      expect(validate?.errors ?? []).toEqual([]);
    });
  }
});
