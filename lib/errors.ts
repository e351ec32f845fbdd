/**
 * `never`: the same call will be refused again until a person acts. `backoff`: may go through later.
 * `after`: the other side said when.
 */
export type RetryClass = 'never' | 'backoff' | 'after';

type Entry = { readonly status: number; readonly retry: RetryClass; readonly text: string };

/** The one table: code -> HTTP status, retry class, and the sentence a person reads (what to do). */
export const ERRORS = {
  // requests
  BAD_REQUEST: { status: 400, retry: 'never', text: 'The request is not of the form this operation takes.' },
  BODY_TOO_LARGE: { status: 413, retry: 'never', text: 'The body is larger than this operation takes.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    retry: 'never',
    text: 'Send the body in one of the content types that the API description names.',
  },
  NOT_SIGNED_IN: {
    status: 401,
    retry: 'never',
    text: 'Sign in to the portal, or send a bearer token of this application.',
  },
  FORBIDDEN: {
    status: 403,
    retry: 'never',
    text: 'Your account has no right to this operation. Ask an administrator of Report Tiles.',
  },
  CROSS_SITE: {
    status: 403,
    retry: 'never',
    text: 'The request came from another site and was refused. Use the portal itself.',
  },
  NOT_FOUND: { status: 404, retry: 'never', text: 'There is no such thing, or it is not yours.' },
  CONFLICT: {
    status: 409,
    retry: 'never',
    text: 'It was changed in the meantime. Load it again and repeat your change.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    retry: 'never',
    text: 'It was changed in the meantime. Load it again and repeat your change.',
  },
  PRECONDITION_REQUIRED: { status: 428, retry: 'never', text: 'Send If-Match with the stamp that you read.' },
  INTERNAL: {
    status: 500,
    retry: 'backoff',
    text: 'Something went wrong on our side. It was logged; try again.',
  },
  MISCONFIGURED: {
    status: 503,
    retry: 'never',
    text: 'The settings of this installation cannot be used. An administrator finds the list in the log.',
  },
  // sign-in
  SIGN_IN_STATE_INVALID: {
    status: 400,
    retry: 'never',
    text: 'This sign-in was already used, has expired, or was begun in another browser. Start again.',
  },
  SIGN_IN_REFUSED: {
    status: 403,
    retry: 'never',
    text: 'The sign-in was declined or refused. Start again, or ask an administrator.',
  },
  SIGN_IN_OTHER_ACCOUNT: {
    status: 403,
    retry: 'never',
    text: 'You signed in to Power BI with another account than to the portal. Use the same account.',
  },
  FRESH_SIGN_IN_REQUIRED: {
    status: 403,
    retry: 'never',
    text: 'This changes who may use Report Tiles. Sign in again to prove that it is you, then repeat it.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    retry: 'after',
    text: 'Too many sign-ins from your address were refused. Wait a minute and start again.',
  },
  SIGN_IN_REQUIRED: {
    status: 409,
    retry: 'never',
    text: 'Missing, invalid or expired Power BI credentials. Sign in to Power BI in My Settings.',
  },
  BLOCKED_BY_POLICY: {
    status: 403,
    retry: 'never',
    text: 'A policy of your organisation blocks this sign-in. Ask your Entra administrator.',
  },
  CONSENT_REQUIRED: {
    status: 409,
    retry: 'never',
    text: 'Power BI permissions are not consented to. Ask an administrator to grant consent, then sign in again.',
  },
  IDENTITY_UNAVAILABLE: {
    status: 503,
    retry: 'backoff',
    text: 'Entra did not answer. Try again in a minute; refreshes are repeated by themselves.',
  },
  // registration
  NOT_REGISTERED: {
    status: 409,
    retry: 'never',
    text: 'Report Tiles is not registered with Power BI. An administrator registers it on the integration page.',
  },
  SERVICE_OWNED_NOT_ALLOWED: {
    status: 403,
    retry: 'never',
    text: 'Subscriptions of the installation itself are not allowed here. An administrator allows them on the integration page.',
  },
  REGISTRATION_BROKEN: {
    status: 503,
    retry: 'never',
    text: 'Entra refuses the registered application itself. An administrator must check the registration.',
  },
  ADMIN_SIGN_IN_REQUIRED: {
    status: 409,
    retry: 'never',
    text: 'This registration is changed in the name of an administrator. Begin the sign-in of an administrator, then repeat it.',
  },
  ADMIN_SIGN_IN_PENDING: {
    status: 409,
    retry: 'after',
    text: 'The administrator has not signed in yet. Open the address, enter the code, and repeat the request.',
  },
  TENANT_NOT_SUPPORTED: {
    status: 422,
    retry: 'never',
    text: 'Unmanaged ("viral") tenants cannot be registered. Have an administrator take the tenant over in Entra first.',
  },
  DIRECTORY_REFUSED: {
    status: 502,
    retry: 'never',
    text: 'Entra refused a step of the registration. The detail says which permission is missing.',
  },
  DIRECTORY_UNAVAILABLE: {
    status: 503,
    retry: 'backoff',
    text: 'Entra did not answer. Try again; a registration goes on where it stopped.',
  },
  // catalog and reports
  ITEM_NAME_INVALID: {
    status: 400,
    retry: 'never',
    text: 'Names have 1 to 260 characters, without control characters, blanks at the ends, and none of \\ / : * ? " < > | ; , @ & = + $ (as on report servers).',
  },
  ALREADY_EXISTS: {
    status: 409,
    retry: 'never',
    text: 'There is already something of that name in this folder.',
  },
  NOT_RDL: {
    status: 422,
    retry: 'never',
    text: 'The file is not a report definition (RDL) that we can read.',
  },
  REPORT_UNREADABLE: {
    status: 422,
    retry: 'never',
    text: 'The report definition cannot be processed. The detail says where.',
  },
  ITEM_NOT_FOUND: { status: 404, retry: 'never', text: 'Report item cannot be found.' },
  ITEM_NOT_PINNABLE: {
    status: 422,
    retry: 'never',
    text: 'This item cannot be pinned. The detail says why.',
  },
  ITEM_HAS_NO_DATA: {
    status: 422,
    retry: 'never',
    text: 'This item cannot be shown as data. The detail says why; pin it as a picture.',
  },
  NOTHING_TO_PIN: {
    status: 422,
    retry: 'never',
    text: 'Cannot Pin: There are no report items on this page that you can pin to Power BI.',
  },
  ITEM_NOT_DRAWABLE: {
    status: 422,
    retry: 'never',
    text: 'This item uses a feature that cannot be drawn truly. The detail says which.',
  },
  PARAMETER_INVALID: {
    status: 422,
    retry: 'never',
    text: 'A parameter of the report has no value or one that is not allowed.',
  },
  CREDENTIALS_NOT_STORED: {
    status: 422,
    retry: 'never',
    text: 'The current action cannot be completed. The user data source credentials do not meet the requirements to run this report or shared dataset. Either the user data source credentials are not stored in the report server database, or the user data source is configured not to require credentials but the unattended execution account is not specified. (rsInvalidDataSourceCredentialSetting)',
  },
  DATA_SOURCE_FAILED: {
    status: 502,
    retry: 'backoff',
    text: 'The data source of the report did not answer.',
  },
  DATA_SOURCE_REFUSED: {
    status: 422,
    retry: 'never',
    text: 'The data source refuses the stored credentials, or they lack a right there. Store others.',
  },
  DATA_SOURCE_INVALID: {
    status: 422,
    retry: 'never',
    text: 'The data source cannot be used as it is defined. The detail says why.',
  },
  DATA_SOURCE_NOT_ALLOWED: {
    status: 422,
    retry: 'never',
    text: 'The host of the data source is not on the list of allowed hosts. An administrator adds it to DATA_SOURCE_HOSTS.',
  },
  DATA_SOURCE_NOT_FOUND: {
    status: 422,
    retry: 'never',
    text: 'The report refers to a shared data source or dataset that is not in the catalog. Upload it there.',
  },
  DATA_QUERY_REFUSED: {
    status: 422,
    retry: 'never',
    text: 'The data source refuses the query of the report. The detail has its words.',
  },
  // report servers
  REPORT_SERVER_UNAVAILABLE: {
    status: 503,
    retry: 'backoff',
    text: 'The report server did not answer. Try again in a minute; refreshes are repeated by themselves.',
  },
  REPORT_SERVER_BUSY: {
    status: 503,
    retry: 'backoff',
    text: 'The report server has as many requests in hand as it takes from one account. Try again in a minute; refreshes wait by themselves.',
  },
  REPORT_SERVER_SIGN_IN_REFUSED: {
    status: 422,
    retry: 'never',
    text: 'The report server refuses the account. Store its credentials again.',
  },
  REPORT_SERVER_FORBIDDEN: {
    status: 403,
    retry: 'never',
    text: 'The account has no right to this on the report server. Ask its administrator for the role that the detail names.',
  },
  REPORT_SERVER_ANSWER_INVALID: {
    status: 502,
    retry: 'backoff',
    text: 'The report server answered something that cannot be used. The detail says what.',
  },
  REPORT_SERVER_NOT_SUPPORTED: {
    status: 422,
    retry: 'never',
    text: 'This report server cannot be connected. The detail says why.',
  },
  REPORT_SERVER_NOT_LINKED: {
    status: 409,
    retry: 'never',
    text: 'Your account on the report server is not known yet. Link it in My Settings.',
  },
  // Power BI
  DASHBOARD_NOT_FOUND: {
    status: 404,
    retry: 'never',
    text: 'The dashboard is gone, or you have no access to it. Choose another one.',
  },
  DASHBOARD_READ_ONLY: {
    status: 403,
    retry: 'never',
    text: 'You may only read this dashboard, so nothing can be pinned to it. Choose one that you can edit, or ask for the Contributor role in its workspace.',
  },
  WORKSPACE_NOT_FOUND: {
    status: 404,
    retry: 'never',
    text: 'The workspace is gone, or you have no access to it.',
  },
  TILE_NOT_FOUND: { status: 404, retry: 'never', text: 'The tile was deleted in Power BI.' },
  MODEL_NOT_FOUND: {
    status: 404,
    retry: 'backoff',
    text: 'The semantic model behind the tile is gone. It is made again at the next refresh.',
  },
  TEMPLATE_NOT_READY: {
    status: 409,
    retry: 'never',
    text: 'The template kit is not installed yet. An administrator finishes it on the integration page.',
  },
  VISUAL_NOT_PINNED: {
    status: 409,
    retry: 'never',
    text: 'The visual was not pinned to the dashboard within a day, so the pin was taken back. Pin the item again.',
  },
  POWER_BI_REFUSED: {
    status: 403,
    retry: 'never',
    text: 'Power BI refused the operation. Check your role in the workspace and your licence.',
  },
  POWER_BI_THROTTLED: {
    status: 503,
    retry: 'after',
    text: 'Power BI asks to slow down. Try again after the seconds that Retry-After names; refreshes wait for them by themselves.',
  },
  POWER_BI_UNAVAILABLE: {
    status: 503,
    retry: 'backoff',
    text: 'Power BI did not answer. Try again in a minute; refreshes are repeated by themselves.',
  },
  // notifications
  WEBHOOK_INVALID: {
    status: 422,
    retry: 'never',
    text: 'The address of the webhook cannot be used. The detail says why.',
  },
  WEBHOOK_NOT_ALLOWED: {
    status: 422,
    retry: 'never',
    text: 'The host of the webhook is not on the list of allowed hosts. Whoever deploys Report Tiles adds it to WEBHOOK_HOSTS.',
  },
  WEBHOOK_FAILED: {
    status: 502,
    retry: 'backoff',
    text: 'The webhook did not take the message. The detail says why.',
  },
  // caps
  NO_FREE_SLOT: {
    status: 503,
    retry: 'after',
    text: 'As much is under way as the caps of this installation allow. Try again in a minute; refreshes wait by themselves.',
  },
  // storage
  STORAGE_UNAVAILABLE: { status: 503, retry: 'backoff', text: 'Storage did not answer. Try again.' },
  SECRETS_UNAVAILABLE: {
    status: 503,
    retry: 'backoff',
    text: 'The key vault did not answer or is throttled. Try again.',
  },
  // subscriptions
  SCHEDULE_IN_USE: {
    status: 409,
    retry: 'never',
    text: 'Subscriptions follow this shared schedule. Delete it with followers=detach: they keep the schedule as their own.',
  },
  SCHEDULE_INVALID: {
    status: 422,
    retry: 'never',
    text: 'The schedule cannot be used. The detail says why.',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERRORS;

/**
 * An expected failure with a stable code. `detail` is for people and holds no secret: it names what was refused and
 * what to do; where it is left out the table's text stands alone.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  /** How long the other side asks us to wait; only with retry class `after`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    options: { readonly detail?: string; readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(options.detail ?? ERRORS[code].text, { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get retry(): RetryClass {
    return ERRORS[this.code].retry;
  }
}

/** Any failure as a DomainError; what we did not expect may heal and is tried again. */
export function toDomainError(error: unknown): DomainError {
  return error instanceof DomainError ? error : new DomainError('INTERNAL', { cause: error });
}
