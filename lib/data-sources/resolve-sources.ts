import type { Catalog, StoredCatalogItem } from '../catalog/catalog.ts';
import { DomainError } from '../errors.ts';
import type { DataSetDefinition, DataSourceDefinition, Report } from '../rdl/model/report.ts';
import type { Blobs } from '../storage/blobs.ts';
import { type DataSource, embeddedSourceId, sharedSourceId } from './data-source.ts';
import { findReference } from './find-reference.ts';
import { mergeSharedDataSet } from './shared-data-set.ts';

/** Reads definitions, as the item engine does. @throws DomainError NOT_RDL, REPORT_UNREADABLE */
export type DefinitionReader = {
  readDataSource(bytes: Uint8Array): DataSourceDefinition;
  readDataSet(bytes: Uint8Array): DataSetDefinition;
};

/** A report whose references are followed: its datasets have their queries, its data sources their connections. */
export type ResolvedReport = {
  readonly report: Report;
  /** By the name that datasets of `report` call them. */
  readonly sources: ReadonlyMap<string, DataSource>;
  /** Why a data source or dataset, by its name, cannot be used: what it refers to is not in the catalog. */
  readonly missing: ReadonlyMap<string, string>;
  /** Content hashes of the shared items it takes something from. */
  readonly versions: readonly string[];
};

type Dependencies = {
  readonly catalog: Catalog;
  readonly definitions: Blobs;
  readonly reader: () => Promise<DefinitionReader>;
};

/** Follows the references of a report to shared data sources and datasets of the catalog. */
export async function resolveSources(
  dependencies: Dependencies,
  item: StoredCatalogItem,
  report: Report,
): Promise<ResolvedReport> {
  const resolution = new Resolution(dependencies, item);
  await Promise.all(report.dataSources.map((source) => resolution.addSource(source)));
  const dataSets = await Promise.all(report.dataSets.map((dataSet) => resolution.dataSet(dataSet)));
  const { sources, missing, versions } = resolution;
  const dataSources = [...sources].map(
    ([name, { provider, connectString }]): DataSourceDefinition => ({
      name,
      reference: undefined,
      provider,
      connectString,
      integratedSecurity: false,
    }),
  );
  const unresolved = report.dataSources.filter(({ name }) => !sources.has(name));
  return {
    report: { ...report, dataSources: [...dataSources, ...unresolved], dataSets },
    sources,
    missing,
    versions: [...versions].sort(),
  };
}

class Resolution {
  readonly sources = new Map<string, DataSource>();
  readonly missing = new Map<string, string>();
  readonly versions = new Set<string>();
  readonly #dependencies: Dependencies;
  readonly #item: StoredCatalogItem;

  constructor(dependencies: Dependencies, item: StoredCatalogItem) {
    this.#dependencies = dependencies;
    this.#item = item;
  }

  async addSource({ name, reference, provider, connectString = '' }: DataSourceDefinition): Promise<void> {
    const { id, path } = this.#item;
    if (reference !== undefined) {
      await this.#addShared(name, reference, foldersOf(path));
      return;
    }
    const source = { id: embeddedSourceId(id, name), itemId: id, kind: 'embedded', name, path } as const;
    this.sources.set(name, { ...source, provider, connectString });
  }

  async dataSet(own: DataSetDefinition): Promise<DataSetDefinition> {
    if (own.reference === undefined) return own;
    const folder = foldersOf(this.#item.path);
    const item = await this.#find(own.reference, folder, 'dataset');
    if (item === undefined) {
      this.missing.set(own.name, notThere('dataset', own.reference, '.rsd'));
      return own;
    }
    const shared = await this.#read(item, (reader, bytes) => reader.readDataSet(bytes));
    const reference = shared.dataSourceName ?? '';
    // A slash keeps it apart from the names that a report gives its own data sources.
    const name = `${item.path}/${reference}`;
    if (!this.sources.has(name)) await this.#addShared(name, reference, foldersOf(item.path));
    return mergeSharedDataSet(own, shared, name);
  }

  async #addShared(name: string, reference: string, folder: readonly string[]): Promise<void> {
    const item = await this.#find(reference, folder, 'data-source');
    if (item === undefined) {
      this.missing.set(name, notThere('data source', reference, '.rds'));
      return;
    }
    const { provider, connectString = '' } = await this.#read(item, (reader, bytes) =>
      reader.readDataSource(bytes),
    );
    const { id, path } = item;
    const shared = { id: sharedSourceId(id), itemId: id, kind: 'shared', path } as const;
    this.sources.set(name, {
      ...shared,
      name: name.startsWith('/') ? item.name : name,
      provider,
      connectString,
    });
  }

  #find(reference: string, folder: readonly string[], kind: 'data-source' | 'dataset') {
    return findReference(this.#dependencies.catalog, reference, { folder, kind });
  }

  async #read<T>(
    item: StoredCatalogItem,
    read: (reader: DefinitionReader, bytes: Uint8Array) => T,
  ): Promise<T> {
    const content = item.blob === undefined ? undefined : await this.#dependencies.definitions.get(item.blob);
    if (content === undefined)
      throw new DomainError('DATA_SOURCE_NOT_FOUND', {
        detail: `The definition of "${item.path}" is missing. Upload it again.`,
      });
    if (item.contentHash !== undefined) this.versions.add(item.contentHash);
    return read(await this.#dependencies.reader(), content.bytes);
  }
}

function foldersOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean).slice(0, -1);
}

function notThere(what: string, reference: string, extension: string): string {
  return `The report refers to the shared ${what} "${reference}", which is not in the catalog. Upload it (${extension}) into the report's folder or to that path.`;
}
