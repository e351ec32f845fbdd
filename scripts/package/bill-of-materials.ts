import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UsedPackage } from './packages.ts';

type Application = { readonly name: string; readonly version: string; readonly license: string };

/**
 * A CycloneDX 1.6 document of everything in the package. The same packages give the same bytes: its serial number is made from
 * them, and it holds no time.
 */
export function billOfMaterials(
  application: Application,
  packages: readonly UsedPackage[],
  root: string,
): string {
  const integrity = integrities(root);
  const components = packages.map(({ name, version, license }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    ...(name.startsWith('@') && { group: name.split('/')[0] }),
    name: name.replace(/^@[^/]+\//, ''),
    version,
    purl: purl(name, version),
    licenses: / (OR|AND) /i.test(license) ? [{ expression: license }] : [{ license: { id: license } }],
    ...hashOf(integrity.get(`${name}@${version}`)),
  }));
  const digest = createHash('sha256')
    .update(JSON.stringify([application, components]))
    .digest('hex');
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidFrom(digest)}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': purl(application.name, application.version),
        name: application.name,
        version: application.version,
        licenses: [{ license: { id: application.license } }],
      },
    },
    components,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Source: package-url specification, type npm. */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** The lock file's checksum of each package, by name and version. */
function integrities(root: string): ReadonlyMap<string, string> {
  const lock: { packages: Record<string, { version?: string; integrity?: string }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const found = new Map<string, string>();
  for (const [path, { version, integrity }] of Object.entries(lock.packages)) {
    const name = path.split('node_modules/').at(-1);
    if (name && version && integrity) found.set(`${name}@${version}`, integrity);
  }
  return found;
}

function hashOf(integrity: string | undefined) {
  const [algorithm, base64] = integrity?.split('-') ?? [];
  if (algorithm !== 'sha512' || !base64) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}

/** A UUID of version 8, whose bits are the application's own. */
function uuidFrom(digest: string): string {
  const hex = [...digest.slice(0, 32)];
  hex[12] = '8';
  hex[16] = '8';
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

/** The licences of all that is shipped, as their authors ask for. */
export function notices(packages: readonly UsedPackage[]): string {
  const parts = packages.map(
    ({ name, version, license, notice }) =>
      `${name} ${version} (${license})\n\n${notice ?? 'No licence file.'}\n`,
  );
  return `${['This package contains software of others.\n', ...parts].join(`\n${'-'.repeat(78)}\n\n`)}`;
}
