import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where the files are that take longest; whatever is not named comes last. */
const LONGEST = [
  'test/e2e/portal/pages',
  'test/e2e/portal/pin.',
  'test/e2e/portal/main-job',
  'test/e2e/main-job',
  'test/integration/sandbox/host/',
  'test/fault/',
  'test/e2e/',
  'test/integration/',
  'test/property/',
];

/** The longest files begin first: one that began last would run alone, with the other processors idle beside it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const path = moduleId.replaceAll('\\', '/');
  const found = LONGEST.findIndex((part) => path.includes(part));
  return found === -1 ? LONGEST.length : found;
}
