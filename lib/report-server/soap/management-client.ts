import type { ServerTransport } from '../http/server-transport.ts';
import { childOf, elementsOf, nodesAt, textAt, textOf, type XmlNode } from '../xml/xml-node.ts';
import { callSoap } from './envelope.ts';

export const MANAGEMENT_NAMESPACE =
  'http://schemas.microsoft.com/sqlserver/reporting/2010/03/01/ReportServer';

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 8 * 1024 * 1024;

/** A schedule of the server that several subscriptions share; its definition as `ScheduleDefinition` XML. */
export type ServerSharedSchedule = {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly paused: boolean;
};

export type ManagementClient = ReturnType<typeof managementClient>;

/**
 * The part of ReportService2010 that REST v2.0 lacks.
 * @param servicePath `/ReportServer`
 */
export function managementClient(transport: Pick<ServerTransport, 'send'>, servicePath: string) {
  return {
    async listSchedules(): Promise<readonly ServerSharedSchedule[]> {
      const { body } = await callSoap(transport, {
        path: `${servicePath}/ReportService2010.asmx`,
        namespace: MANAGEMENT_NAMESPACE,
        operation: 'ListSchedules',
        body: [],
        maxBytes: MOST_BYTES,
        timeoutMs: TIMEOUT_MS,
      });
      return nodesAt(body, 'Schedules', 'Schedule').flatMap((node) => {
        const [id, definition] = [textAt(node, 'ScheduleID'), childOf(node, 'Definition')];
        if (id === undefined || definition === undefined) return [];
        return [
          {
            id: id.toLowerCase(),
            name: textAt(node, 'Name') ?? id,
            definition: definitionXml('ScheduleDefinition', definition),
            paused: textAt(node, 'ScheduleStateName') === 'Paused',
          },
        ];
      });
    },
  };
}

/** Without namespaces and attributes: times, numbers and names, none of which needs escaping. */
function definitionXml(name: string, node: XmlNode): string {
  const children = elementsOf(node);
  const content =
    children.length === 0
      ? textOf(node).replace(/[^\w:,. +-]/g, '')
      : children.map((child) => definitionXml(child.local, child)).join('');
  return `<${name}>${content}</${name}>`;
}
