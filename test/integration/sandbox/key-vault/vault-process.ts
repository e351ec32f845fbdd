import { startEntra } from '../../../../sandbox/entra/start.ts';
import { startKeyVault } from '../../../../sandbox/key-vault/start.ts';
import { managedIdentityToken } from '../graph/setup.ts';

/** A vault in a process of its own, to be killed: `node vault-process.ts <data folder>`. */
const [, , dataFolder] = process.argv;
if (dataFolder === undefined) throw new Error('Give a data folder.');
const entra = await startEntra();
const { url } = await startKeyVault({ entra, dataFolder });
process.send?.({ url, token: await managedIdentityToken(entra, 'https://vault.azure.net') });
