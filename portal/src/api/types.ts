import type {
  Me,
  Operations,
  OwnedSubscription,
  ParameterPrompt,
  Pin,
  PinsRequest,
  Recurrence,
  Report,
  RequestedPins,
} from '../../../client/operations.ts';

// The types of the API, which are made from its description, and the parts of them that pages have a name for.

export type {
  AdminSignIn,
  AuditEntry,
  CatalogItem,
  ConnectedReportServer,
  Dashboard,
  DataSource,
  Me,
  Notification,
  Overview,
  OwnedSubscription,
  ParameterPrompt,
  Pin,
  Recurrence,
  Registration,
  Report,
  ReportServer,
  ReportServerInput,
  ReportServerLink,
  Run,
  Schedule,
  SharedSchedule,
  Subscription,
  SubscriptionChange,
  TemplateKit,
  Webhook,
} from '../../../client/operations.ts';

export type List<T> = { readonly value: readonly T[] };

export type PowerBiSignIn = NonNullable<Me['powerBi']>;
export type Owner = OwnedSubscription['owner'];
/** In whose name: one's own, or that of the installation. */
export type ActingAs = NonNullable<PinsRequest['as']>;
export type WatchedState = NonNullable<Operations['overview-watched']['query']['state']>;
export type CredentialsChange = Operations['data-sources-credentials-put']['body'];

export type ReportPage = Report['pages'][number];
export type PageItem = ReportPage['items'][number];
export type DesignedText = NonNullable<PageItem['text']>;
/** A chart, gauge panel, map or image, wherever it stands in the report. */
export type VisualItem = Report['items'][number];
/** Points (1/72 inch) from the left and top of what holds the item. */
export type Box = Pick<PageItem, 'left' | 'top' | 'width' | 'height'>;

export type ParameterChoice = NonNullable<ParameterPrompt['choices']>[number];
/** As a form gives it and an address holds it: a list for a multi-value parameter, null for none at all. */
export type ParameterValue = string | null | readonly string[];
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** What all items that are pinned at once have in common. */
export type PinChoice = Omit<PinsRequest, 'items'>;
/** The id is drawn by the caller: a repeated request is one pin. */
export type ItemToPin = PinsRequest['items'][number];
/** What became of an item that was asked for. */
export type RequestedPin = RequestedPins['value'][number];
export type PinMode = NonNullable<PinsRequest['mode']>;
export type PinContent = NonNullable<PinsRequest['content']>;
export type Frequency = Extract<PinsRequest['when'], { readonly frequency: unknown }>['frequency'];
export type ImageTile = NonNullable<Pin['imageTile']>;
export type Step = Pin['steps'][number];

type ByWeekday = Extract<Recurrence, { readonly kind: 'monthlyByWeekday' }>;
export type Weekday = ByWeekday['days'][number];
export type WeekOfMonth = ByWeekday['week'];
