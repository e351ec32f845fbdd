/** Checks every link of the documents and every command in them: `npm run check-docs`. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { COMMANDS as TILES } from '../cli/src/commands.ts';
import { ERRORS } from '../lib/errors.ts';
import { SETTING_NAMES } from '../lib/settings/variables.ts';
import { COMMANDS } from './ops/commands.ts';

const ROOT = join(import.meta.dirname, '..');

/** What is wrong with the documents, each with file and line. */
export function problemsOfDocuments(): readonly string[] {
  const files = globSync(['*.md', 'docs/**/*.md', 'cli/*.md', 'sandbox/**/*.md'], { cwd: ROOT }).sort();
  return files.flatMap((file) => problemsOfDocument(file, readFileSync(join(ROOT, file), 'utf8')));
}

/** The same of one text, as if it were the file of that name. */
export function problemsOfDocument(file: string, text: string): readonly string[] {
  return [
    ...brokenLinks(file, text),
    ...unknownCommands(file, text),
    ...unknownPaths(file, text),
    ...unknownNames(file, text),
  ];
}

function at(file: string, text: string, index: number): string {
  return `${file}:${text.slice(0, index).split('\n').length}`;
}

/** Files and headings that a link leads to; addresses elsewhere are only read for their form. */
function brokenLinks(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const prose = text.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ' '));
  for (const match of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    const target = match[1] ?? '';
    const place = at(file, prose, match.index);
    if (/^https?:/.test(target)) {
      if (!URL.canParse(target)) found.push(`${place} ${target} is no address`);
      continue;
    }
    const [path = '', anchor] = target.split('#');
    const full = path === '' ? join(ROOT, file) : join(ROOT, dirname(file), decodeURIComponent(path));
    if (!existsSync(full)) found.push(`${place} ${target} leads nowhere`);
    else if (anchor !== undefined && !anchorsIn(readFileSync(full, 'utf8')).has(anchor))
      found.push(`${place} ${target}: ${relative(ROOT, full)} has no such heading`);
  }
  return found;
}

/** As GitHub makes them of headings. */
function anchorsIn(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** `npm run`, `node FILE` and the commands of `npm run ops`, in blocks and in the text. */
function unknownCommands(file: string, text: string): readonly string[] {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const found: string[] = [];
  for (const match of text.matchAll(
    /\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)(?: -- ([\w-]+))?/g,
  )) {
    const [, named, plain, first = ''] = match;
    const script = named ?? plain ?? '';
    const place = at(file, text, match.index);
    if (!Object.hasOwn(scripts, script)) found.push(`${place} there is no npm run ${script}`);
    if (script === 'ops' && first !== 'COMMAND' && !Object.hasOwn(COMMANDS, first))
      found.push(`${place} npm run ops has no ${first || 'command without a name'}`);
  }
  return found;
}

/** Paths of this repository that stand in code marks. */
function unknownPaths(file: string, text: string): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(
    /`((?:cli|docs|functions|infra|lib|portal|sandbox|scripts|test)\/[\w./-]+)`/g,
  )) {
    const path = match[1] ?? '';
    if (!existsSync(join(ROOT, path)) && !existsSync(join(ROOT, `${path}.ts`)))
      found.push(`${at(file, text, match.index)} there is no ${path}`);
  }
  return found;
}

/** Commands of the command line in blocks, variables of the deployment, settings and codes: each is one that there is. */
function unknownNames(file: string, text: string): readonly string[] {
  const parameters = globSync('infra/bicep/**/*.parameters.json', { cwd: ROOT })
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('');
  const found: string[] = [];
  for (const match of text.matchAll(/^report-tiles ([a-z]+)/gm))
    if (!Object.hasOwn(TILES, match[1] ?? '') && !['login', 'logout'].includes(match[1] ?? ''))
      found.push(`${at(file, text, match.index)} there is no report-tiles ${match[1]}`);
  for (const match of text.matchAll(/\bazd env set (\w+)/g))
    if (!parameters.includes(`\${${match[1]}`))
      found.push(`${at(file, text, match.index)} no parameter takes ${match[1]}`);
  for (const match of text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`/g)) {
    const name = match[1] ?? '';
    if (!SETTING_NAMES.includes(name) && !Object.hasOwn(ERRORS, name) && !OTHER_NAMES.test(name))
      found.push(`${at(file, text, match.index)} ${name} is no setting and no code`);
  }
  return found;
}

/** Of pipelines, of the command line, and of Azure. */
const OTHER_NAMES = /^(AZURE|REPORT_TILES|APPLICATIONINSIGHTS|WEBSITE)_/;

if (import.meta.main) {
  const problems = problemsOfDocuments();
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('Every link leads somewhere, and every command is there.');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
