import type { HostFunction } from './function-index.ts';
import type { HostLog } from './log.ts';
import type { RunningHost } from './start-host.ts';

/** Says what is hosted, one line a function, and then that the host is ready: the line that tools wait for. */
export function announce(host: RunningHost, log: HostLog, now: number): void {
  const width = Math.max(...host.functions.map((fn) => fn.name.length));
  for (const fn of host.functions) {
    const { text, fields } = describe(fn, now);
    log.write({
      level: 'information',
      event: 'host.function',
      message: `${fn.name.padEnd(width)}  ${fn.kind.padEnd(5)}  ${fn.disabled ? '(disabled) ' : ''}${text}`,
      fields: { name: fn.name, kind: fn.kind, disabled: fn.disabled, ...fields },
    });
  }
  log.write({
    level: 'information',
    event: 'host.ready',
    message: `Host ready on ${host.url} (${host.functions.length} functions)`,
    fields: { url: host.url, port: host.port, pid: process.pid },
  });
}

type Description = { readonly text: string; readonly fields: Readonly<Record<string, unknown>> };

function describe(fn: HostFunction, now: number): Description {
  if (fn.kind === 'http') {
    const route = `/${fn.route.template.text.replace(/^~?\//, '')}`;
    const methods = fn.route.methods.length === 0 ? 'any method' : fn.route.methods.join(' ');
    const fields = { route, methods: fn.route.methods, authLevel: fn.authLevel };
    return { text: `${methods} ${route} (${fn.authLevel})`, fields };
  }
  if (fn.kind === 'queue') return { text: fn.queueName, fields: { queue: fn.queueName } };
  const next = new Date(fn.schedule.next(now)).toISOString();
  const note = fn.schedule.kind === 'constant' ? ', which Azure takes on App Service plans only' : '';
  return { text: `${fn.schedule.text}${note}, next ${next}`, fields: { schedule: fn.schedule.text, next } };
}
