import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodePath } from '../../../../sandbox/host/request-path.ts';
import { parseRouteTemplate } from '../../../../sandbox/host/route-template.ts';
import { compareNames, findRoute, makeRoute, routesConflict } from '../../../../sandbox/host/routes.ts';
import { readReference } from './reference.ts';

const RouteSet = z.object({
  prefix: z.string(),
  routes: z.record(z.string(), z.tuple([z.string()], z.array(z.string()))),
});
const Request = z.object({
  method: z.string(),
  path: z.string(),
  match: z.object({ f: z.string(), p: z.record(z.string(), z.string()) }).nullable(),
});
const TemplateCase = z.object({ template: z.string(), accepted: z.boolean() });

function routesOf(set: z.infer<typeof RouteSet>) {
  return Object.entries(set.routes)
    .map(([name, [route, methods]]) => makeRoute(name, route, [methods ?? []].flat(), set.prefix))
    .sort((left, right) => compareNames(left.functionName, right.functionName));
}

describe('routes against ASP.NET Core 10 (RouteCollection behind Kestrel), whose answers are in aspnet-routing.jsonl', () => {
  const lines = readReference('aspnet-routing.jsonl', (line) =>
    z.union([RouteSet.extend({ match: z.undefined().optional() }), Request]).parse(line),
  );
  let routes: ReturnType<typeof routesOf> = [];
  for (const line of lines) {
    if ('routes' in line) {
      routes = routesOf(line);
      continue;
    }
    const current = routes;
    it(`${line.method} ${line.path} of ${current.map((route) => route.template.text).join(' ')}`, () => {
      const path = decodePath((line.path.split('?')[0] ?? '').replaceAll('é', '%C3%A9'));
      const found = path === undefined ? undefined : findRoute(current, line.method, path);
      expect(found === undefined ? null : { f: found.route.functionName, p: found.params }).toEqual(
        line.match,
      );
    });
  }
});

/** Accepted by ASP.NET Core, refused here with a word, since they are not supported. */
const UNSUPPORTED = new Set([
  'x{a}',
  '{a}-{b}',
  '{a}.{b?}',
  '{a:datetime}',
  '{a:file}',
  '{a:guid}:x',
  '{a:regex(()}',
]);

describe('route templates against ASP.NET Core 10', () => {
  const cases = readReference('aspnet-templates.jsonl', (line) => TemplateCase.parse(line));

  it.each(cases.map((entry) => [entry.template, entry.accepted] as const))('%j', (template, accepted) => {
    const parse = () => parseRouteTemplate(template);
    if (accepted && !UNSUPPORTED.has(template)) expect(parse).not.toThrow();
    else expect(parse).toThrow();
  });

  it('says that a segment of text and parameters is not supported', () => {
    expect(() => parseRouteTemplate('files/{name}.{ext}')).toThrow(/mixes text and parameters/);
  });

  it('names a constraint that it does not know', () => {
    expect(() => parseRouteTemplate('x/{a:nosuch}')).toThrow(/"nosuch" is not supported/);
  });
});

describe('the routes of an app', () => {
  it.each(['admin', 'Admin/x', 'administration', '/runtime', 'runtimes'])('refuses %j', (route) => {
    expect(() => makeRoute('f', route, ['GET'], '')).toThrow(/begins with admin or runtime/);
  });

  it('is named after the function when a trigger has no route', () => {
    expect(makeRoute('Tiles', undefined, ['GET'], 'api').template.text).toBe('api/Tiles');
  });

  it('keeps the name of a function from beginning with admin as well', () => {
    expect(() => makeRoute('adminPage', undefined, ['GET'], 'api')).toThrow(/begins with admin/);
  });

  it('sees a conflict where text and a method are the same', () => {
    const first = makeRoute('a', 'x/{id}', ['GET', 'post'], 'api');
    expect(routesConflict(first, makeRoute('b', 'X/{id}', ['POST'], 'api'))).toBe(true);
    expect(routesConflict(first, makeRoute('b', 'x/{id}', ['PUT'], 'api'))).toBe(false);
    expect(routesConflict(first, makeRoute('b', 'x/{other}', ['GET'], 'api'))).toBe(false);
    expect(routesConflict(first, makeRoute('b', 'x/{id}', [], 'api'))).toBe(true);
  });

  it('orders names without regard to case, underscores after letters', () => {
    expect(['zz_ui', 'Zulu', 'alpha', 'Beta', 'zzaa'].sort(compareNames)).toEqual([
      'alpha',
      'Beta',
      'Zulu',
      'zzaa',
      'zz_ui',
    ]);
  });
});
