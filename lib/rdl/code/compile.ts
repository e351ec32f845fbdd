import type { CodeModule } from '../expressions/session.ts';

export function compileCode(_source: string): CodeModule | undefined {
  return undefined;
}
