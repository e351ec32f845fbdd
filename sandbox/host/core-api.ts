import { Module } from 'node:module';
import type { AppRegistry } from './app-registry.ts';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  LogLevel,
  ProgrammingModel,
} from './core-types.ts';
import { HostError } from './host-error.ts';
import type { HostLog } from './log.ts';

/** The release of the Node worker whose behaviour is followed, and the host's major version. */
const WORKER_VERSION = '3.9.1';
const HOST_VERSION = '4.0.0';

/** As @azure/functions-core exports it: undoes a registration, once. */
class Disposable {
  #dispose: (() => unknown) | undefined;

  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  dispose(): void {
    this.#dispose?.();
    this.#dispose = undefined;
  }
}

/** The module that an app gets for `require('@azure/functions-core')`. */
function createCoreApi(registry: AppRegistry, log: HostLog) {
  return {
    version: WORKER_VERSION,
    hostVersion: HOST_VERSION,
    Disposable,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      new Disposable(registry.addFunction(metadata, callback)),
    registerHook: (name: string, callback: HookCallback) => new Disposable(registry.addHook(name, callback)),
    setProgrammingModel: (model: ProgrammingModel) => {
      registry.programmingModel = model;
    },
    getProgrammingModel: () => registry.programmingModel,
    // Its presence is also how the library detects that HTTP streams can be used.
    log: (level: LogLevel, category: string, message: string) =>
      log.write({ level: category === 'system' ? 'debug' : level, event: 'library.log', message }),
  };
}

let installed = false;

/**
 * Answers `require('@azure/functions-core')` with this host's module, by standing in for Module.prototype.require as the
 * Node worker does: @azure/functions is CommonJS, so that ES modules are served too. Once a process, because the
 * library keeps the module it got.
 */
export function installCoreApi(registry: AppRegistry, log: HostLog): void {
  if (installed) throw new HostError('one process can host one app only: start another process');
  installed = true;
  const coreApi = createCoreApi(registry, log);
  Module.prototype.require = new Proxy(Module.prototype.require, {
    apply: (target, self, args) =>
      args[0] === '@azure/functions-core' ? coreApi : Reflect.apply(target, self, args),
  });
}
