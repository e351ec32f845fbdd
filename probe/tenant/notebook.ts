import { type Ask, type Finding, verdictOf, wordsOf } from '../finding.ts';

/** What pins rely on, or could, and no document proves. Each gets one verdict, whatever came before it. */
const ASSUMPTIONS = {
  W: 'workspaces are made by API',
  M: 'a push model takes picture and link columns, measures, and rows of both tables',
  N: 'what was just made is listed under its name',
  S6: 'Fabric takes a token for Power BI, and binds a report made by definition (PBIR) to a push model',
  P: 'a visual pinned by hand is listed with its report',
  S1: 'a tile is cloned into another workspace, bound to the report and model given',
  S5: 'a clone keeps the title of its source',
  L: 'a clone keeps the link and the time of the last refresh, as Tile details set them',
  S2: 'a pinned table shows the picture of its ImageUrl column, as large as the tile',
  R: 'a dashboard that is open shows the next row by itself',
  S3: 'the filter for the newest row survives the clone',
  S4: 'an account that may only view the templates clones their tile',
  D1: 'every visual of data is taken by definition on a push model',
  D2: 'a visual of data is listed with its report once it is pinned',
  D3: 'a visual of data shows the values of the newest rows',
  D4: 'after another run it shows the values of that run alone',
  A1: 'the app itself, with nobody signed in, makes model, rows and report',
  A2: 'the app itself clones a tile within a workspace',
  A3: 'Power BI refuses the app itself a clone into another workspace (a known fault)',
  S7: 'a report on a push model takes a measure of its own that is marked as a picture',
  B: 'a cloned tile shows such a measure (base64) as a picture, so that no address need be public',
  S8: 'a model with its rows in its definition is replaced and refreshed, with neither gateway nor credentials',
  Y: 'model, report and tile can be made in My workspace',
  U: 'removing report and model takes the tile away',
  C: 'everything is removed again',
} as const;
export type Step = keyof typeof ASSUMPTIONS;

/** A step's evidence, and what later steps need of it. */
export type Seen<T> = { readonly evidence: string; readonly result: T };

/** Thrown by a step that went through and showed the contrary. */
export class Refuted extends Error {}

export type Notebook = {
  note(step: Step, verdict: Finding['verdict'], evidence: string): void;
  /** Runs a step; undefined where it was refuted. */
  try<T>(step: Step, run: () => Promise<Seen<T>>): Promise<T | undefined>;
  /** What only a person sees. */
  ask(step: Step, question: string): Promise<void>;
  /** Steps that nothing was noted of are skipped. */
  close(): readonly Finding[];
};

export function openNotebook(ask: Ask, report: (finding: Finding) => void): Notebook {
  const findings = new Map<Step, Finding>();
  function note(step: Step, verdict: Finding['verdict'], evidence: string): void {
    const finding = { step, assumption: ASSUMPTIONS[step], verdict, evidence };
    findings.set(step, finding);
    report(finding);
  }
  return {
    note,
    async try(step, run) {
      try {
        const { evidence, result } = await run();
        note(step, 'proven', evidence);
        return result;
      } catch (error) {
        // A person wants all the other verdicts too, and finds in this one what happened.
        note(step, 'refuted', wordsOf(error));
        return undefined;
      }
    },
    async ask(step, question) {
      const answer = await ask(question);
      note(step, verdictOf(answer), answer === 'nobody' ? 'nobody was there to look' : question);
    },
    close() {
      for (const step of Object.keys(ASSUMPTIONS) as Step[])
        if (!findings.has(step))
          note(step, 'skipped', 'not reached: a step that it needs did not go through');
      return [...findings.values()];
    },
  };
}
