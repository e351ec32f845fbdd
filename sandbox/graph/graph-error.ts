import { randomUUID } from 'node:crypto';
import type { Call, Reply } from '../shared/http.ts';

/** A refusal in the words of Graph; `target` names the property that is wrong. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly { readonly code: string; readonly target: string; readonly message: string }[];

  constructor(
    status: number,
    code: string,
    message: string,
    detail?: { readonly code: string; readonly target: string },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = detail === undefined ? [] : [{ ...detail, message }];
  }
}

export function badRequest(
  message: string,
  detail?: { readonly code: string; readonly target: string },
): GraphError {
  return new GraphError(400, 'Request_BadRequest', message, detail);
}

export function notFound(id: string): GraphError {
  const text = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new GraphError(404, 'Request_ResourceNotFound', text);
}

export function denied(): GraphError {
  return new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

export function conflict(message: string): GraphError {
  return new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message);
}

/** Every answer of Graph has an id; `now` in milliseconds since 1970. */
export function errorReply(error: GraphError, call: Call, now: number): Reply {
  const requestId = randomUUID();
  const asked = call.headers['client-request-id'];
  const clientRequestId = typeof asked === 'string' ? asked : requestId;
  return {
    status: error.status,
    headers: { 'request-id': requestId, 'client-request-id': clientRequestId },
    body: {
      error: {
        code: error.code,
        message: error.message,
        ...(error.details.length > 0 && { details: error.details }),
        innerError: {
          date: new Date(now).toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId,
        },
      },
    },
  };
}

const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  409: 'Request_MultipleObjectsWithSameKeyValue',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

export function errorForStatus(status: number, code?: string, message?: string): GraphError {
  const text = message ?? (status === 429 ? 'Too many requests.' : 'The request could not be processed.');
  return new GraphError(status, code ?? CODE_BY_STATUS[status] ?? 'InternalServerError', text);
}
