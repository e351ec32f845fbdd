import { z } from 'zod';
import { PRODUCTS } from '../server.ts';

/** What is read of the answers of REST v2.0; members that nothing here needs are left alone. */
const guid = z.guid().transform((text) => text.toLowerCase());
const text = z.string().max(100_000);
const optionalText = text.nullish().transform((value) => value ?? undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const systemSchema = z.object({
  ReportServerAbsoluteUrl: optionalText,
  ReportServerRelativeUrl: optionalText,
  WebPortalRelativeUrl: optionalText,
  ProductName: optionalText,
  ProductVersion: text,
  ProductType: z.enum(PRODUCTS),
  TimeZone: optionalText,
});
export type ServerSystem = z.infer<typeof systemSchema>;

export const meSchema = z.object({ Id: guid, Username: text, DisplayName: optionalText });
export type ServerUser = z.infer<typeof meSchema>;

export const catalogItemSchema = z.object({
  Id: guid,
  Name: text,
  Path: text,
  Type: text,
  Hidden: flag,
  Size: z
    .number()
    .nullish()
    .transform((value) => value ?? 0),
  ModifiedBy: optionalText,
  ModifiedDate: text,
  Description: optionalText,
});
export type ServerItem = z.infer<typeof catalogItemSchema>;

/** One report under another name, with parameters and rights of its own. */
export const linkedReportSchema = catalogItemSchema.extend({ Link: text });
export type ServerLinkedReport = z.infer<typeof linkedReportSchema>;

export const dataSourceSchema = z.object({
  Id: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  Name: text,
  Path: optionalText,
  IsReference: flag,
  DataSourceType: optionalText,
  ConnectionString: optionalText,
  /** Of newer builds alone: `Store`, `Prompt`, `Integrated`, `None`. */
  CredentialRetrieval: optionalText,
  CredentialsByUser: z
    .object({ DisplayText: optionalText })
    .nullish()
    .transform((value) => value ?? undefined),
  CredentialsInServer: z
    .object({ UserName: optionalText })
    .nullish()
    .transform((value) => value ?? undefined),
});
export type ServerDataSource = z.infer<typeof dataSourceSchema>;

const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((value) => value ?? []);

export const parameterSchema = z.object({
  Name: text,
  ParameterType: z.enum(['Boolean', 'DateTime', 'Integer', 'Float', 'String']),
  ParameterVisibility: z.enum(['Visible', 'Hidden', 'Internal']).nullish(),
  ParameterState: z
    .enum(['HasValidValue', 'MissingValidValue', 'HasOutstandingDependencies', 'DynamicValuesUnavailable'])
    .nullish(),
  ValidValues: z
    .array(z.object({ Label: optionalText, Value: optionalText }))
    .nullish()
    .transform((value) => value ?? []),
  ValidValuesIsNull: flag,
  Nullable: flag,
  AllowBlank: flag,
  MultiValue: flag,
  Prompt: optionalText,
  DefaultValues: texts,
  DefaultValuesIsNull: flag,
  Dependencies: texts,
});
export type ServerParameter = z.infer<typeof parameterSchema>;

export const allowedActionSchema = z.object({ Action: text });

const roles = z
  .array(z.object({ Name: text }))
  .nullish()
  .transform((value) => value ?? []);
const policy = z.object({ GroupUserName: text, Roles: roles });
export const itemPolicySchema = z.object({
  InheritParentPolicy: flag,
  Policies: z
    .array(policy)
    .nullish()
    .transform((value) => value ?? []),
});
export type ServerPolicy = z.infer<typeof policy>;

const parameterValue = z.object({ Name: text, Value: optionalText });
const scheduleSchema = z
  .object({
    ScheduleID: z.string().nullish(),
    ScheduleId: z.string().nullish(),
    Definition: z
      .object({
        StartDateTime: text,
        EndDate: z.string().nullish(),
        EndDateSpecified: flag,
        Recurrence: z.record(z.string(), z.unknown()).nullish(),
      })
      .nullish(),
  })
  .nullish();

export const subscriptionSchema = z.object({
  Id: guid,
  Owner: text,
  IsDataDriven: flag,
  Description: optionalText,
  Report: text,
  IsActive: flag,
  EventType: optionalText,
  Schedule: scheduleSchema,
  ScheduleDescription: optionalText,
  LastRunTime: optionalText,
  LastStatus: optionalText,
  ExtensionSettings: z
    .object({
      Extension: optionalText,
      ParameterValues: z.union([z.array(parameterValue), parameterValue]).nullish(),
    })
    .nullish(),
  DeliveryExtension: optionalText,
  ParameterValues: z.array(parameterValue).nullish(),
});
export type ServerSubscription = z.infer<typeof subscriptionSchema>;

export const odataErrorSchema = z.object({
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }),
});
