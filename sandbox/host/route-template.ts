import { type Constraint, makeConstraint } from './route-constraints.ts';

type Literal = { readonly kind: 'literal'; readonly text: string };
type Parameter = {
  readonly kind: 'parameter';
  readonly name: string;
  readonly optional: boolean;
  readonly catchAll: boolean;
  readonly defaultValue: string | undefined;
  readonly constraints: readonly Constraint[];
};
type Segment = Literal | Parameter;

export type RouteTemplate = { readonly text: string; readonly segments: readonly Segment[] };

/** Values by parameter name; absent optional ones are left out. */
export type RouteValues = Readonly<Record<string, string>>;

/**
 * Parses a route template by the rules of ASP.NET Core (RouteTemplate parsing of Microsoft.AspNetCore.Routing). Throws
 * for what ASP.NET refuses, and for segments that mix text and parameters (`{a}.{b}`), which are not supported here.
 */
export function parseRouteTemplate(text: string): RouteTemplate {
  if (text.startsWith('~') && !text.startsWith('~/')) throw new Error('it begins with ~ but not with ~/');
  const trimmed = text.replace(/^~?\//, '').replace(/\/$/, '');
  const segments = trimmed === '' ? [] : splitSegments(trimmed).map(parseSegment);
  const names = new Set<string>();
  segments.forEach((segment, index) => {
    if (segment.kind === 'literal') return;
    if (names.has(segment.name.toLowerCase()))
      throw new Error(`the parameter ${segment.name} stands in it twice`);
    names.add(segment.name.toLowerCase());
    if (segment.catchAll && index < segments.length - 1) {
      throw new Error(`{*${segment.name}} is not its last segment`);
    }
  });
  return { text, segments };
}

/** Splits at slashes outside braces: a constraint's regular expression may hold one. */
function splitSegments(text: string): readonly string[] {
  const segments = [''];
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const doubled = (char === '{' || char === '}') && text.charAt(i + 1) === char;
    if (char === '/' && depth === 0) {
      segments.push('');
      continue;
    }
    if (!doubled && char === '{') depth++;
    if (!doubled && char === '}') depth--;
    segments[segments.length - 1] += doubled ? char + char : char;
    if (doubled) i++;
  }
  if (depth !== 0) throw new Error('a brace is not closed or not opened');
  if (segments.includes('')) throw new Error('two slashes follow each other');
  return segments;
}

function parseSegment(text: string): Segment {
  const unescaped = text.replaceAll('{{', '').replaceAll('}}', '');
  if (!/[{}]/.test(unescaped)) {
    if (text.includes('?')) throw new Error(`the text "${text}" contains ?`);
    return { kind: 'literal', text: text.replaceAll('{{', '{').replaceAll('}}', '}') };
  }
  const inner = /^\{(?<inner>.*)\}$/.exec(text)?.groups?.inner;
  // Braces within a parameter are doubled; a single one closes it before the end of the segment.
  if (inner === undefined || /[{}]/.test(inner.replaceAll('{{', '').replaceAll('}}', ''))) {
    throw new Error(`the segment "${text}" mixes text and parameters, which is not supported here`);
  }
  return parseParameter(inner.replaceAll('{{', '{').replaceAll('}}', '}'));
}

function parseParameter(inner: string): Parameter {
  const stars = /^\*{0,2}/.exec(inner)?.[0].length ?? 0;
  const body = inner.slice(stars);
  const optional = body.endsWith('?');
  const declaration = optional ? body.slice(0, -1) : body;
  const name = /^[^:=]*/.exec(declaration)?.[0] ?? '';
  if (name === '' || /[/{}?*]/.test(name)) throw new Error(`"${name}" is no name for a parameter`);
  const { constraints, defaultValue } = parseOptions(declaration.slice(name.length));
  if (stars > 0 && optional) throw new Error(`{*${name}?}: a catch-all parameter cannot be optional`);
  if (optional && defaultValue !== undefined) throw new Error(`{${name}} is optional and has a default`);
  return { kind: 'parameter', name, optional, catchAll: stars > 0, defaultValue, constraints };
}

/** Reads `:int:length(2)=default`; parentheses protect colons and equals signs. */
function parseOptions(text: string): {
  constraints: readonly Constraint[];
  defaultValue: string | undefined;
} {
  const entries: string[] = [];
  let rest = text;
  while (rest.startsWith(':')) {
    const entry = /^:(?<entry>[^:=(]*(?:\(.*?\)(?=$|[:=]))?)/.exec(rest)?.groups?.entry ?? '';
    if (entry !== '') entries.push(entry);
    rest = rest.slice(entry.length + 1);
  }
  if (rest !== '' && !rest.startsWith('=')) throw new Error(`"${rest}" in a parameter cannot be read`);
  const given = rest.slice(1);
  return { constraints: entries.map(makeConstraint), defaultValue: given === '' ? undefined : given };
}

/**
 * Matches a decoded path (see decodePath) against a template: each segment takes its place first, its constraint is
 * checked after that, so that nothing backtracks. Source: TemplateMatcher and RouteBase of ASP.NET Core.
 */
export function matchRoute(template: RouteTemplate, path: string): RouteValues | undefined {
  const parts = path.replace(/^\//, '').split('/');
  if (parts.at(-1) === '') parts.pop();
  const taken = placeSegments(template.segments, parts, path);
  if (taken === undefined) return undefined;
  const values: Record<string, string> = {};
  for (const { segment, value } of taken) {
    // An absent value passes its constraints if it may be absent; a catch-all may not when it is constrained.
    const absent = value === undefined && !(segment.catchAll && segment.constraints.length > 0);
    if (!absent && !segment.constraints.every((fits) => fits(value ?? ''))) return undefined;
    if (value !== undefined) values[segment.name] = value;
  }
  return values;
}

type Taken = { readonly segment: Parameter; readonly value: string | undefined };

function placeSegments(
  segments: readonly Segment[],
  parts: readonly string[],
  path: string,
): readonly Taken[] | undefined {
  const taken: Taken[] = [];
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'literal') {
      if (part === undefined || segment.text.toLowerCase() !== part.toLowerCase()) return undefined;
    } else if (segment.catchAll) {
      if (part === '') return undefined;
      const rest = restOfPath(path, index);
      taken.push({ segment, value: rest === '' ? segment.defaultValue : rest });
      return taken;
    } else {
      if (part === '' || (part === undefined && !segment.optional && segment.defaultValue === undefined)) {
        return undefined;
      }
      taken.push({ segment, value: part ?? segment.defaultValue });
    }
  }
  return parts.length > segments.length ? undefined : taken;
}

/** What follows the first `count` segments, as it was written: slashes within and at the end stay. */
function restOfPath(path: string, count: number): string {
  let rest = path.replace(/^\//, '');
  for (let i = 0; i < count; i++) {
    const slash = rest.indexOf('/');
    rest = slash < 0 ? '' : rest.slice(slash + 1);
  }
  return rest;
}
