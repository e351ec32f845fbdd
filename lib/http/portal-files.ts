import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DomainError } from '../errors.ts';
import type { Answer, IncomingRequest } from './route.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
};

/** Scripts from our own files only. Fluent UI puts styles into the page as it runs, which needs inline styles. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

type PortalFile = {
  readonly bytes: Uint8Array;
  readonly gzip: Uint8Array;
  readonly type: string;
  readonly hashed: boolean;
};

let files: ReadonlyMap<string, PortalFile> | undefined;

/** A file of the built portal, or its page for an address of the portal itself; read once a process. */
export function portalFile(path: string, request: IncomingRequest): Answer {
  files ??= loadFiles();
  if (path.startsWith('api/') || path === 'api')
    throw new DomainError('NOT_FOUND', { detail: 'There is no such operation; see /api/openapi.json.' });
  const exact = files.get(path);
  const looksLikeFile = /\.[a-z0-9]{2,5}$/i.test(path.split('/').at(-1) ?? '') && path.startsWith('assets/');
  const file = exact ?? (looksLikeFile ? undefined : files.get('index.html'));
  if (!file) throw new DomainError('NOT_FOUND');
  const zipped =
    /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '') &&
    file.gzip.byteLength < file.bytes.byteLength;
  return {
    status: 200,
    body: zipped ? file.gzip : file.bytes,
    headers: {
      'content-type': file.type,
      'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      vary: 'accept-encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
    },
  };
}

/** Beside the bundle in a deployed app, in dist/ when run from sources. */
function portalFolder(): string | undefined {
  const candidates = ['../portal/', '../../dist/portal/'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find(
    (folder) => existsSync(join(folder, 'index.html')) && existsSync(join(folder, 'assets')),
  );
}

function loadFiles(): ReadonlyMap<string, PortalFile> {
  const folder = portalFolder();
  if (folder === undefined)
    throw new DomainError('INTERNAL', { detail: 'The portal is not built: run npm run build.' });
  const found = new Map<string, PortalFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    const name = full.slice(folder.length).replaceAll('\\', '/');
    const bytes = readFileSync(full);
    const type = TYPES[entry.name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    found.set(name, { bytes, gzip: gzipSync(bytes), type, hashed: name.startsWith('assets/') });
  }
  return found;
}
