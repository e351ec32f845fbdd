import { DomainError } from '../../errors.ts';
import { type BoundSql, joinList, plainName, type QueryParameter } from '../sql/bind-parameters.ts';
import { invariantText } from '../sql/value-text.ts';

const PART = '(?:"(?:[^"]|"")+"|[\\p{L}_][\\p{L}\\p{N}_$]*)';
const NAME = new RegExp(`^\\s*${PART}(?:\\.${PART}){0,2}\\s*$`, 'u');

/** A name as the definition writes it, once it is sure to be a name and nothing more. */
export function requireName(name: string): string {
  if (NAME.test(name)) return name.trim();
  throw new DomainError('DATA_QUERY_REFUSED', {
    detail: `"${name.slice(0, 100)}" is no name of a table or procedure.`,
  });
}

/**
 * Functions are selected from, procedures called; parameters go by their names and take the declared types, for
 * PostgreSQL looks for a function of exactly the types it is given.
 */
export function procedureStatement(
  name: string,
  parameters: readonly QueryParameter[],
  isProcedure: boolean,
): BoundSql {
  const values = parameters.map((parameter) => joinList(parameter, (value) => invariantText(value, 6) ?? ''));
  const list = values
    .map(
      ({ name: parameter }, index) =>
        `"${plainName(parameter).toLowerCase().replaceAll('"', '')}" => $${index + 1}`,
    )
    .join(', ');
  return { text: `${isProcedure ? 'CALL' : 'SELECT * FROM'} ${requireName(name)}(${list})`, values };
}

/** Asks whether a name is a procedure (`p`) or a function. */
export function procedureKindQuery(name: string): {
  readonly text: string;
  readonly values: readonly string[];
} {
  const last = /("(?:[^"]|"")+"|[^."]+)\s*$/.exec(requireName(name))?.[1]?.trim() ?? '';
  const plain = last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last.toLowerCase();
  return { text: 'SELECT prokind FROM pg_catalog.pg_proc WHERE proname = $1 LIMIT 1', values: [plain] };
}
