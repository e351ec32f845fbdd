import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { SandboxClock } from '../shared/clock.ts';

/** A stored code, token, session or grant of the provider; its times are the stand-in's, in seconds since 1970. */
export type Artifact = AdapterPayload & { readonly details?: ArtifactDetails };

/** What Entra knows about an artifact and the provider does not. */
export type ArtifactDetails = {
  /** The resource part of the request's `scope`. */
  readonly scope?: string;
  readonly redirectUri?: string;
  /** The client’s `claims` parameter, JSON. */
  readonly claims?: string;
  /** The person’s sessions were revoked after this was issued. */
  readonly revoked?: boolean;
};

export type ArtifactStore = {
  get(model: string, id: string): Artifact | undefined;
  /** Ends a person's sessions, and marks what was issued to the person as revoked. */
  revoke(accountId: string): Promise<void>;
  readonly adapter: AdapterFactory;
};

export type ArtifactState = Record<string, Record<string, Artifact>>;

/** Times inside an artifact that have to be in the reader's time. */
const TIMES = ['iat', 'exp', 'iiat', 'loginTs', 'authTime', 'consumed'] as const;

/** What is kept after it expired, so that a refusal can say "expired" and not "unknown". */
const KEPT_AFTER_EXPIRY_SECONDS: Readonly<Record<string, number>> = {
  RefreshToken: 400 * 86_400,
  AuthorizationCode: 86_400,
  DeviceCode: 86_400,
};

const WRITES_BETWEEN_PRUNING = 500;

/**
 * Stores the provider's artifacts and translates their times: the provider reads the machine's clock, the stand-in
 * lives in a time of its own. What is written is moved by the clock's offset, what is read is moved back, so that an
 * artifact ages as the stand-in's clock advances and no global clock is touched.
 *
 * Three habits of the provider are not Entra's and end here: a used refresh token stays valid (`consume` does
 * nothing to it), a replayed code does not end the whole grant (`revokeByGrantId` does nothing), and access tokens
 * are not stored, since Entra's are signed statements that nobody looks up.
 */
export function createArtifactStore(options: {
  readonly state: ArtifactState;
  readonly clock: SandboxClock;
  readonly save: () => Promise<void>;
  readonly findClient: (appId: string) => AdapterPayload | undefined;
  readonly detailsOf: (model: string) => ArtifactDetails | undefined;
}): ArtifactStore {
  const { state, clock } = options;
  let writes = 0;
  const modelOf = (name: string): Record<string, Artifact> => {
    const known = state[name];
    if (known !== undefined) return known;
    const fresh: Record<string, Artifact> = {};
    state[name] = fresh;
    return fresh;
  };
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const offset = (): number => Math.round((clock.now() - Date.now()) / 1000);

  function adapter(name: string): Adapter {
    const find = async (id: string): Promise<Artifact | undefined> => {
      const stored = modelOf(name)[id];
      return stored === undefined ? undefined : shift(stored, -offset());
    };
    const findBy = async (key: 'uid' | 'userCode', value: string): Promise<Artifact | undefined> => {
      const stored = Object.values(modelOf(name)).find((artifact) => artifact[key] === value);
      return stored === undefined ? undefined : shift(stored, -offset());
    };
    return {
      find: name === 'Client' ? async (id) => options.findClient(id) : find,
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('userCode', userCode),
      upsert: async (id, payload) => {
        if (name === 'AccessToken') return;
        const details = modelOf(name)[id]?.details ?? options.detailsOf(name);
        modelOf(name)[id] = { ...shift(payload, offset()), ...(details !== undefined && { details }) };
        writes += 1;
        if (writes % WRITES_BETWEEN_PRUNING === 0) prune(state, seconds());
        await options.save();
      },
      consume: async (id) => {
        const stored = modelOf(name)[id];
        if (stored === undefined || name === 'RefreshToken') return;
        modelOf(name)[id] = { ...stored, consumed: seconds() };
        await options.save();
      },
      destroy: async (id) => {
        delete modelOf(name)[id];
        await options.save();
      },
      revokeByGrantId: async () => {},
    };
  }
  async function revoke(accountId: string): Promise<void> {
    state.Session = Object.fromEntries(
      Object.entries(modelOf('Session')).filter(([, session]) => session.accountId !== accountId),
    );
    for (const artifacts of ['RefreshToken', 'AuthorizationCode', 'DeviceCode'].map(modelOf)) {
      for (const [id, artifact] of Object.entries(artifacts)) {
        if (artifact.accountId !== accountId) continue;
        artifacts[id] = { ...artifact, details: { ...artifact.details, revoked: true } };
      }
    }
    await options.save();
  }
  return { adapter, revoke, get: (model, id) => modelOf(model)[id] };
}

function shift(payload: Artifact, by: number): Artifact {
  const shifted: Artifact = { ...payload };
  for (const time of TIMES) {
    const value = shifted[time];
    if (typeof value === 'number') shifted[time] = value + by;
  }
  return shifted;
}

function prune(state: ArtifactState, now: number): void {
  for (const [name, artifacts] of Object.entries(state)) {
    const kept = KEPT_AFTER_EXPIRY_SECONDS[name] ?? 0;
    for (const [id, { exp }] of Object.entries(artifacts)) {
      if (exp !== undefined && exp + kept < now) delete artifacts[id];
    }
  }
}
