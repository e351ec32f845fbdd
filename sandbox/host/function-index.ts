import type { AppRegistry } from './app-registry.ts';
import type { BindingInfo, FunctionMetadata, RegisteredFunction, RetryOptions } from './core-types.ts';
import { errorText, HostError } from './host-error.ts';
import type { HostConfig } from './host-json.ts';
import type { AuthLevel } from './keys.ts';
import { compareNames, type HttpRoute, makeRoute, routesConflict } from './routes.ts';
import { connectionString, isDisabled, resolvePercent, type Settings } from './settings.ts';
import { parseTimerSchedule, type TimerSchedule } from './timer-schedule.ts';

type Common = {
  readonly name: string;
  readonly registered: RegisteredFunction;
  /** The trigger's binding, by which its input is named. */
  readonly bindingName: string;
  readonly disabled: boolean;
  readonly outputs: readonly QueueOutput[];
};

export type HttpFunction = Common & {
  readonly kind: 'http';
  readonly route: HttpRoute;
  readonly authLevel: AuthLevel;
};

export type TimerFunction = Common & {
  readonly kind: 'timer';
  readonly schedule: TimerSchedule;
  readonly useMonitor: boolean;
  readonly runOnStartup: boolean;
  readonly retry: RetryOptions | undefined;
};

export type QueueFunction = Common & {
  readonly kind: 'queue';
  readonly queueName: string;
  readonly connection: string;
};

export type HostFunction = HttpFunction | TimerFunction | QueueFunction;

/** A queue that a function's output binding, or its return value, is sent to. */
export type QueueOutput = {
  readonly bindingName: string;
  readonly queueName: string;
  readonly connection: string;
};

export const RETURN_BINDING = '$return';
const FUNCTION_NAME = /^[a-z][a-z0-9_-]{0,127}$/i;
/** Azure Storage: 3 to 63 lower-case letters, digits and single hyphens. */
const QUEUE_NAME = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Indexes what an app registered as the host would: in the order of names, routes checked against each other. Throws
 * one HostError that lists every function which is refused or not supported, and why.
 */
export function indexFunctions(
  registry: AppRegistry,
  config: HostConfig,
  settings: Settings,
  now: number,
): readonly HostFunction[] {
  const problems: string[] = [];
  const functions: HostFunction[] = [];
  const ordered = [...registry.functions.values()].sort((a, b) =>
    compareNames(a.metadata.name, b.metadata.name),
  );
  for (const registered of ordered) {
    try {
      const added = indexFunction(registered, config, settings, now);
      checkAgainst(functions, added);
      functions.push(added);
    } catch (error) {
      problems.push(`function "${registered.metadata.name}": ${errorText(error)}`);
    }
  }
  if (problems.length > 0) throw new HostError(problems.join('\n'));
  return functions;
}

function checkAgainst(functions: readonly HostFunction[], added: HostFunction): void {
  for (const other of functions) {
    if (other.name.toLowerCase() === added.name.toLowerCase()) {
      throw new Error(`its name differs from "${other.name}" in case alone; names must be unique`);
    }
    if (other.kind === 'http' && added.kind === 'http' && routesConflict(other.route, added.route)) {
      throw new Error(
        `its route "${added.route.template.text}" conflicts with that of function "${other.name}"`,
      );
    }
  }
}

function indexFunction(
  registered: RegisteredFunction,
  config: HostConfig,
  settings: Settings,
  now: number,
): HostFunction {
  const { metadata } = registered;
  if (!FUNCTION_NAME.test(metadata.name)) {
    throw new Error('its name must begin with a letter and hold up to 128 letters, digits, _ and -');
  }
  const bindings = Object.entries(metadata.bindings);
  const triggers = bindings.filter(([, binding]) => isTrigger(binding));
  const [bindingName, trigger] = triggers[0] ?? [];
  if (bindingName === undefined || trigger === undefined || triggers.length > 1) {
    throw new Error(`it has ${triggers.length} triggers; a function has one`);
  }
  refuseInputs(bindings);
  const type = String(trigger.type).toLowerCase();
  if (metadata.retryOptions !== undefined && type !== 'timertrigger') {
    throw new Error(`a retry policy is not supported for the trigger "${trigger.type}"`);
  }
  const common: Common = {
    name: metadata.name,
    registered,
    bindingName,
    disabled: isDisabled(metadata.name, settings),
    outputs: queueOutputs(metadata, type === 'httptrigger', settings),
  };
  if (type === 'httptrigger') return httpFunction(common, trigger, config, settings);
  if (type === 'timertrigger') return timerFunction(common, trigger, settings, now);
  if (type === 'queuetrigger') return queueFunction(common, trigger, config, settings);
  throw new Error(
    `the trigger "${trigger.type}" is not supported by this host, which knows HTTP, timers and storage queues`,
  );
}

function isTrigger(binding: BindingInfo): boolean {
  return /trigger$/i.test(binding.type ?? '');
}

function refuseInputs(bindings: readonly (readonly [string, BindingInfo])[]): void {
  const input = bindings.find(([, binding]) => binding.direction === 'in' && !isTrigger(binding));
  if (input !== undefined)
    throw new Error(`the input binding "${input[1].type}" is not supported by this host`);
}

function queueOutputs(
  metadata: FunctionMetadata,
  isHttp: boolean,
  settings: Settings,
): readonly QueueOutput[] {
  const outputs: QueueOutput[] = [];
  for (const [bindingName, binding] of Object.entries(metadata.bindings)) {
    if (binding.direction !== 'out') continue;
    const type = String(binding.type).toLowerCase();
    if (type === 'http' && isHttp && bindingName === RETURN_BINDING) continue;
    if (type !== 'queue')
      throw new Error(`the output binding "${binding.type}" is not supported by this host`);
    outputs.push({ bindingName, ...queueTarget(binding, settings) });
  }
  return outputs;
}

function httpFunction(
  common: Common,
  trigger: BindingInfo,
  config: HostConfig,
  settings: Settings,
): HttpFunction {
  if (trigger.webHookType !== undefined) throw new Error('webHookType is not supported');
  const route = text(trigger, 'route');
  const methods = trigger.methods;
  return {
    ...common,
    kind: 'http',
    authLevel: authLevel(text(trigger, 'authLevel') ?? 'function'),
    route: makeRoute(
      common.name,
      route === undefined ? undefined : resolvePercent(route, settings),
      Array.isArray(methods) ? methods.map(String) : [],
      config.routePrefix,
    ),
  };
}

function authLevel(value: string): AuthLevel {
  const lower = value.toLowerCase();
  if (lower === 'anonymous' || lower === 'function' || lower === 'admin') return lower;
  throw new Error(`the authLevel "${value}" is none of anonymous, function and admin`);
}

function timerFunction(common: Common, trigger: BindingInfo, settings: Settings, now: number): TimerFunction {
  const given = text(trigger, 'schedule');
  if (given === undefined) throw new Error('its timer has no schedule');
  const schedule = parseTimerSchedule(resolvePercent(given, settings), now);
  return {
    ...common,
    kind: 'timer',
    schedule,
    useMonitor: trigger.useMonitor !== false && !schedule.tooFrequentToMonitor,
    runOnStartup: trigger.runOnStartup === true,
    retry: common.registered.metadata.retryOptions,
  };
}

function queueFunction(
  common: Common,
  trigger: BindingInfo,
  config: HostConfig,
  settings: Settings,
): QueueFunction {
  if (!config.hasExtensionBundle) {
    throw new Error('host.json has no extensionBundle, without which Azure knows no queue trigger');
  }
  return { ...common, kind: 'queue', ...queueTarget(trigger, settings) };
}

function queueTarget(binding: BindingInfo, settings: Settings): { queueName: string; connection: string } {
  const given = text(binding, 'queueName');
  if (given === undefined) throw new Error('its queue has no name');
  const queueName = resolvePercent(given, settings).toLowerCase();
  if (!QUEUE_NAME.test(queueName))
    throw new Error(`"${queueName}" is no name that Azure Storage takes for a queue`);
  return { queueName, connection: connectionString(text(binding, 'connection'), settings) };
}

function text(binding: BindingInfo, name: string): string | undefined {
  const value = binding[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
