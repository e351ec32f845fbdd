import { describe, expect, it } from 'vitest';
import '../../support/every-route.ts';
import { describeApi } from '../../../lib/http/openapi.ts';
import { allRoutes } from '../../../lib/http/registry.ts';

const page = describeApi(allRoutes(), {
  servers: ['https://tiles.contoso.example'],
  sessionCookie: '__Host-session',
});

function referencesIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === '$ref' ? [String(value)] : referencesIn(value),
  );
}

function resolve(reference: string): unknown {
  let found: unknown = page;
  for (const step of reference.replace(/^#\//, '').split('/'))
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  return found;
}

describe('the API description', () => {
  it('has an operation for each route', () => {
    const operations = Object.values(page.paths as object).flatMap((path: object) => Object.values(path));
    expect(operations).toHaveLength(allRoutes().length);
  });

  it('refers to nothing that it does not hold', () => {
    const references = new Set(referencesIn(page));
    expect([...references].filter((reference) => resolve(reference) === undefined)).toEqual([]);
    expect(references.size).toBeGreaterThan(10);
  });

  it('holds named schemas once', () => {
    expect(JSON.stringify(page)).not.toContain('$defs');
  });

  it('declares each parameter that a path names', () => {
    for (const [path, operations] of Object.entries(page.paths as Record<string, object>))
      for (const operation of Object.values(operations)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const declared = operation.parameters.filter((parameter: { in: string }) => parameter.in === 'path');
        expect(declared.map((parameter: { name: string }) => parameter.name).sort(), path).toEqual(
          named.sort(),
        );
      }
  });
});
