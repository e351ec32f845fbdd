import { escapeXml } from '../../lib/report-server/xml/xml-node.ts';
import { type Call, type Operation, Refusal, type Reply } from '../shared/http.ts';
import { renderAs } from './render-as.ts';
import type { ServerContext } from './server-context.ts';
import { newExecution } from './soap.ts';

/** URL access: one report rendered by one request; its refusals are pages for people. */
export function urlOperations(context: ServerContext): readonly Operation[] {
  const run = async (call: Call): Promise<Reply> => {
    try {
      return await render(context, call);
    } catch (error) {
      if (error instanceof Refusal) return page(error.reply);
      throw error;
    }
  };
  return (['GET', 'POST'] as const).map((method) => ({
    name: 'url.Render',
    method,
    path: /^\/ReportServer\/?$/,
    run,
  }));
}

async function render(context: ServerContext, call: Call): Promise<Reply> {
  const [first = '', ...others] = call.url.search.slice(1).split('&');
  const form = /^application\/x-www-form-urlencoded\b/i.test(call.headers['content-type'] ?? '')
    ? call.body.toString('utf8').split('&')
    : [];
  const fields = [...others, ...form].map((field) => field.split('=').map(decoded));
  const given = (prefix: string) =>
    fields.flatMap(([name = '', value = '']) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    );
  const commands = new Map(given('rs:'));
  const execution = newExecution(context, context.personOf(call), decoded(first));
  for (const [name = '', value = ''] of fields)
    if (!/^r[sc]:/.test(name)) {
      const isNull = name.endsWith(':isnull');
      const key = isNull ? name.slice(0, -':isnull'.length) : name;
      execution.parameters.set(key, [...(execution.parameters.get(key) ?? []), isNull ? null : value]);
    }
  const info = given('rc:').map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const rendered = await renderAs(context, execution, {
    format: commands.get('Format') ?? 'HTML5',
    deviceInfo: `<DeviceInfo>${info.join('')}</DeviceInfo>`,
  });
  return { status: 200, headers: { 'content-type': rendered.mimeType }, body: rendered.bytes };
}

function page({ body }: Reply): Reply {
  const message = /<Message [^>]*>([\s\S]*?)<\/Message>/.exec(String(body))?.[1] ?? 'An error has occurred.';
  const html = `<html><head><title>SQL Server Reporting Services</title><style>body { color: red }</style></head><body><h1>Reporting Services Error</h1><ul><li>${message}</li></ul></body></html>`;
  return { status: 500, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
