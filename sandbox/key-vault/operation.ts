import type { Call, Operation, Reply } from '../shared/http.ts';
import type { VaultContext } from './state.ts';
import { errorReply, VaultError } from './vault-error.ts';

/** One request of the vault. It decides and changes without waiting, so that two calls never interleave. */
export type VaultOperation = Pick<Operation, 'name' | 'method' | 'path'> & {
  /** The data action that the caller's role has to include, after `Microsoft.KeyVault/vaults/`. */
  readonly action: string;
  /** Makes a new version, of which fewer are allowed. */
  readonly creates?: boolean;
  run(vault: VaultContext, call: Call): Reply;
};

/** Puts the saved state and Key Vault's form of an error behind an operation. */
export function asOperation(
  vault: VaultContext,
  save: () => Promise<void>,
  operation: VaultOperation,
): Operation {
  const { name, method, path } = operation;
  return {
    name,
    method,
    path,
    run: async (call) => {
      try {
        const reply = operation.run(vault, call);
        if (method !== 'GET') await save();
        return reply;
      } catch (error) {
        if (error instanceof VaultError) return errorReply(error);
        throw error;
      }
    },
  };
}
