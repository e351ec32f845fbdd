import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DomainError, ERRORS } from '../../lib/errors.ts';
import { problemAnswer } from '../../lib/http/problem.ts';

describe('the table of errors', () => {
  it('gives every code a status, a retry class and a sentence that ends', () => {
    for (const [code, { status, text }] of Object.entries(ERRORS)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(text, code).toMatch(/[.)]$/);
    }
  });

  it('holds no code that nothing throws', () => {
    const source = [...globSync('lib/**/*.ts'), ...globSync('functions/**/*.ts')]
      .filter((file) => !file.endsWith('lib/errors.ts') && file !== 'lib/errors.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unused = Object.keys(ERRORS).filter((code) => !source.includes(`'${code}'`));
    expect(unused).toEqual([]);
  });

  it('hides what it does not know behind INTERNAL', () => {
    expect(problemAnswer(new Error('connection string AccountKey=abc'))).toMatchObject({
      status: 500,
      body: { code: 'INTERNAL', title: ERRORS.INTERNAL.text },
    });
  });

  it('says when to come back', () => {
    const answer = problemAnswer(new DomainError('POWER_BI_THROTTLED', { retryAfterSeconds: 12.2 }));
    expect(answer.headers).toMatchObject({ 'retry-after': '13', 'content-type': 'application/problem+json' });
  });
});
