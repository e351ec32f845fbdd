import { z } from 'zod';
import { instant } from './common.ts';

// The catalog, data sources, reports and their parameters, as the API shows and takes them.

export const catalogItemView = z
  .object({
    id: z.string(),
    kind: z.enum(['folder', 'report', 'data-source', 'dataset', 'document']),
    name: z.string(),
    path: z.string(),
    size: z.int(),
    modifiedAt: instant,
    notes: z
      .array(z.string())
      .optional()
      .describe('After an upload: what was done with passwords that stood in the file.'),
  })
  .meta({ id: 'CatalogItem' });

export const dataSourceView = z
  .object({
    id: z.string(),
    kind: z.enum(['shared', 'embedded']),
    name: z.string(),
    path: z.string().describe('The catalog item that defines it.'),
    provider: z.string().optional(),
    server: z
      .string()
      .describe('Kind, host and port, or the origin of a document; empty where there is none.'),
    credentials: z
      .enum(['not-needed', 'stored', 'missing', 'server-changed'])
      .describe('server-changed: stored, but for another server than the definition names now.'),
    mode: z.enum(['none', 'stored', 'prompt']).optional(),
    changedAt: instant.optional(),
  })
  .meta({ id: 'DataSource' });

const box = { left: z.number(), top: z.number(), width: z.number(), height: z.number() };

const designedText = {
  text: z.string().describe('As a designer shows it before there is data: [Amount], [@Year], «Expr».'),
  fontSize: z.number().optional().describe('Points.'),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  color: z.string().optional(),
  background: z.string().optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  verticalAlign: z.enum(['top', 'middle', 'bottom']).optional(),
  bordered: z.boolean().optional(),
};

export const reportView = z
  .object({
    id: z.string(),
    title: z.string(),
    path: z.string(),
    credentials: z.enum(['not-needed', 'stored', 'missing']),
    missingCredentials: z.array(z.string()),
    missingReferences: z
      .array(z.string())
      .describe('Shared data sources and datasets that the report refers to and the catalog lacks.'),
    parameters: z.array(
      z.object({
        name: z.string(),
        dataType: z.string(),
        prompt: z.string().optional(),
        hidden: z.boolean(),
        multiValue: z.boolean(),
        nullable: z.boolean(),
        required: z.boolean(),
      }),
    ),
    pages: z.array(
      z.object({
        width: z.number(),
        height: z.number(),
        items: z.array(
          z.object({
            name: z.string(),
            kind: z.string(),
            ...box,
            text: z.object(designedText).optional().describe('Of a text box.'),
            cells: z
              .array(z.object({ ...box, ...designedText }))
              .optional()
              .describe('Of a table: its cells as designed.'),
          }),
        ),
      }),
    ),
    items: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['chart', 'gauge', 'map', 'image']),
        pinnable: z.boolean(),
        why: z.enum(['nested-in-data-region', 'page-header', 'page-footer']).nullable(),
        drawable: z.boolean(),
        reason: z.string().nullable(),
        ...box,
      }),
    ),
  })
  .meta({ id: 'Report' });

export const parameterPromptView = z
  .object({
    name: z.string(),
    dataType: z.enum(['String', 'Boolean', 'DateTime', 'Integer', 'Float']),
    prompt: z.string(),
    hidden: z.boolean(),
    multiValue: z.boolean(),
    nullable: z.boolean(),
    allowBlank: z.boolean(),
    choices: z
      .array(z.object({ value: z.string().nullable(), label: z.string() }))
      .optional()
      .describe('The valid values; absent where any value of the type is.'),
    values: z
      .array(z.string().nullable())
      .describe('What it has now: what was chosen, or its defaults. Empty while it needs a value.'),
    given: z.boolean(),
    dependsOn: z.array(z.string()),
    waitsFor: z.array(z.string()).describe('Parameters that need a value before this one can be asked for.'),
    problem: z.string().optional(),
  })
  .meta({ id: 'ParameterPrompt' });

export const parametersSchema = z
  .record(
    z.string().max(256),
    z.union([z.string(), z.null(), z.array(z.union([z.string(), z.null()])).max(1000)]),
  )
  .refine((parameters) => JSON.stringify(parameters).length <= 16_000, {
    error: 'The parameters are too large together: at most 16,000 characters.',
  })
  .describe('Values of the report parameters by name; a list for a multi-value one.');
