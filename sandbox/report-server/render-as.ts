import { readXml } from '../../lib/report-server/xml/read-xml.ts';
import { textAt } from '../../lib/report-server/xml/xml-node.ts';
import { openExecution, pagePicture } from './render-item.ts';
import { soapFault } from './replies.ts';
import { nameOf } from './rights.ts';
import { reportRpl } from './rpl-renderer.ts';
import type { ServerContext } from './server-context.ts';
import type { Execution } from './state.ts';
import { reportXml } from './xml-renderer.ts';

export type RenderedReport = {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly extension: string;
};

/** The renderers that this server has: IMAGE as PNG, XML and RPL. */
export async function renderAs(
  context: ServerContext,
  execution: Execution,
  { format, deviceInfo }: { readonly format: string; readonly deviceInfo: string },
): Promise<RenderedReport> {
  const info = deviceInfo === '' ? undefined : readXml(deviceInfo);
  const dpi = Number(textAt(info, 'DpiX') ?? 96);
  const opened = await openExecution(context, execution);
  switch (format.toUpperCase()) {
    case 'IMAGE':
      if (textAt(info, 'OutputFormat')?.toUpperCase() !== 'PNG')
        throw soapFault('rsInvalidDeviceInfo', 'This server draws PNG alone.');
      return { bytes: await pagePicture(opened, dpi), mimeType: 'image/png', extension: 'png' };
    case 'XML':
      return {
        bytes: Buffer.from(await reportXml(opened, nameOf(execution.reportPath || '/Report'))),
        mimeType: 'text/xml',
        extension: 'xml',
      };
    case 'RPL': {
      const secondaryStreams = textAt(info, 'SecondaryStreams') === 'Server';
      return {
        bytes: await reportRpl(opened, { execution, secondaryStreams }),
        mimeType: 'application/octet-stream',
        extension: 'rpl',
      };
    }
    default:
      throw soapFault(
        'rsRenderingExtensionNotFound',
        `An attempt has been made to use a rendering extension '${format}' that is not registered for this report server.`,
      );
  }
}
