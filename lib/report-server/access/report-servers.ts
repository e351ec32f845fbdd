import type { Owner } from '../../identity/principal.ts';
import type { ReportServer, ReportServerId, StoredReportServer } from '../server.ts';

/** The report servers of this installation. Passwords are secrets; a row names their version. */
export interface ReportServers {
  list(): Promise<readonly StoredReportServer[]>;
  get(id: ReportServerId): Promise<StoredReportServer | undefined>;
  /** Insert-only. */
  add(server: ReportServer): Promise<StoredReportServer | 'exists'>;
  /** By ETag; undefined when it was changed or removed meanwhile. */
  replace(server: ReportServer, etag: string): Promise<StoredReportServer | undefined>;
  remove(id: ReportServerId): Promise<void>;
}

/** As whom a person is known to a report server. */
export type ServerLink = {
  /** Version of the secret with what they typed for data sources that ask. */
  readonly sources?: string | undefined;
} /** With an account of their own there; its password is a secret. */ & (
  | {
      readonly kind: 'own';
      /** As the person signs in with it, and as the server calls it: `bob@contoso.com` and `CONTOSO\\bob`. */
      readonly account: string;
      readonly knownAs: string;
      readonly secretVersion: string | undefined;
    }
  /** By the name that the administrator's pattern made of their Entra user name. */
  | { readonly kind: 'matched'; readonly account: string }
);

/** Who is who on the report servers; each link is a person's own. */
export interface ServerLinks {
  get(server: ReportServerId, owner: Owner): Promise<ServerLink | undefined>;
  /** Upsert: the later of two counts. */
  put(server: ReportServerId, owner: Owner, link: ServerLink): Promise<void>;
  remove(server: ReportServerId, owner: Owner): Promise<void>;
  /** Everybody's on one server. */
  owners(server: ReportServerId): Promise<readonly Owner[]>;
}
