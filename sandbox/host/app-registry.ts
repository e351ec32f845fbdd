import type {
  FunctionMetadata,
  HookCallback,
  HookName,
  ProgrammingModel,
  RegisteredFunction,
} from './core-types.ts';

/** Data that hooks share: `app` by all of them, `appLevel` by appStart and appTerminate alone. */
export type HookData = { readonly app: Record<string, unknown>; readonly appLevel: Record<string, unknown> };

/** What an app registers while its files load. */
export class AppRegistry {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly hookData: HookData = { app: {}, appLevel: {} };
  programmingModel: ProgrammingModel | undefined;
  #locked = false;
  readonly #hooks: Readonly<Record<HookName, HookCallback[]>> = {
    preInvocation: [],
    postInvocation: [],
    appStart: [],
    appTerminate: [],
  };

  get locked(): boolean {
    return this.#locked;
  }

  /** From here on functions can neither be added nor taken away; hooks still can. */
  lock(): void {
    this.#locked = true;
  }

  /** Adds a function; throws when start-up is over or its id is taken, as the Node worker does. */
  addFunction(metadata: FunctionMetadata, callback: RegisteredFunction['callback']): () => void {
    if (this.#locked) throw systemError('A function can only be registered during app startup.');
    const id = metadata.functionId ?? metadata.name;
    if (this.functions.has(id)) throw systemError(`A function with id "${id}" has already been registered.`);
    this.functions.set(id, { metadata: { ...metadata, functionId: id }, callback });
    return () => {
      if (this.#locked) throw systemError('A function can only be disposed during app startup.');
      this.functions.delete(id);
    };
  }

  /** Adds a hook; throws a RangeError for a name that is not known, which the library looks for. */
  addHook(name: string, callback: HookCallback): () => void {
    const callbacks = this.hooks(name);
    callbacks.push(callback);
    return () => {
      const index = callbacks.indexOf(callback);
      if (index >= 0) callbacks.splice(index, 1);
    };
  }

  hooks(name: string): HookCallback[] {
    if (!isHookName(name)) {
      throw Object.assign(new RangeError(`Unrecognized hook "${name}"`), {
        isAzureFunctionsSystemError: true,
      });
    }
    return this.#hooks[name];
  }

  /** Runs the hooks of one name in the order of their registration, one after the other. */
  async runHooks(name: HookName, context: object): Promise<void> {
    for (const callback of [...this.hooks(name)]) await callback(context);
  }
}

const HOOK_NAMES: ReadonlySet<string> = new Set([
  'preInvocation',
  'postInvocation',
  'appStart',
  'appTerminate',
]);

function isHookName(name: string): name is HookName {
  return HOOK_NAMES.has(name);
}

function systemError(message: string): Error {
  return Object.assign(new Error(message), { isAzureFunctionsSystemError: true });
}
