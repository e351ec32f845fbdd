import { randomUUID } from 'node:crypto';
import type { Reply } from '../shared/http.ts';

/** A refusal in the words of Key Vault: `code`, and where there is one the more telling inner code. */
export class VaultError extends Error {
  readonly status: number;
  readonly code: string;
  readonly inner: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(options: {
    readonly status: number;
    readonly code: string;
    readonly message: string;
    readonly inner?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }) {
    super(options.message);
    this.status = options.status;
    this.code = options.code;
    this.inner = options.inner;
    this.headers = options.headers ?? {};
  }
}

export function badParameter(message: string): VaultError {
  return new VaultError({ status: 400, code: 'BadParameter', message });
}

export function notFound(kind: 'Secret' | 'Key', name: string): VaultError {
  const message = `A ${kind.toLowerCase()} with (name/id) ${name} was not found in this key vault. If you recently deleted this ${kind.toLowerCase()} you may be able to recover it using the correct recovery command.`;
  return new VaultError({ status: 404, code: `${kind}NotFound`, message });
}

export function conflict(inner: ConflictCode, name: string): VaultError {
  return new VaultError({
    status: 409,
    code: 'Conflict',
    inner,
    message: `Secret ${name} ${CONFLICTS[inner]}`,
  });
}

export function throttled(reason: string): VaultError {
  const message = `Request was not processed because too many requests were received. Reason: ${reason}`;
  return new VaultError({ status: 429, code: 'Throttled', message });
}

type ConflictCode = keyof typeof CONFLICTS;

const CONFLICTS = {
  ObjectIsDeletedButRecoverable:
    'is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.',
  ObjectIsBeingDeleted: 'is currently being deleted and cannot be re-created; retry later.',
  ObjectIsBeingRecovered: 'is currently being recovered and cannot be changed; retry later.',
  ObjectAlreadyExists: 'already exists.',
} as const;

export function errorReply({ status, code, message, inner, headers }: VaultError): Reply {
  return {
    status,
    headers: { 'x-ms-request-id': randomUUID(), ...headers },
    body: { error: { code, message, ...(inner !== undefined && { innererror: { code: inner } }) } },
  };
}

const CODE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'BadParameter',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'SecretNotFound',
  409: 'Conflict',
  429: 'Throttled',
  503: 'ServiceUnavailable',
};

export function errorForStatus(status: number, code?: string, message?: string): VaultError {
  if (status === 429 && code === undefined && message === undefined)
    return throttled('VaultRequestTypeLimitReached');
  const text = message ?? 'The request could not be processed.';
  return new VaultError({
    status,
    code: code ?? CODE_BY_STATUS[status] ?? 'InternalServerError',
    message: text,
  });
}
