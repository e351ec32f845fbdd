import type { Log } from '../log.ts';
import type { TileGateway } from '../power-bi/tile-gateway.ts';
import type { Subscriptions } from '../subscriptions/subscription.ts';
import type { Pin } from './pin.ts';
import type { PinPictures } from './pin-pictures.ts';
import { powerBiName } from './pin-steps.ts';

/**
 * Takes back what a pin has made: the picture, and then in reverse what was made at Power BI. A step that was begun but
 * not recorded as done may have taken effect: it is looked up by name first. There is no operation that removes a tile:
 * Power BI takes it away with its model.
 */
export async function undoPin(
  dependencies: {
    readonly gateway: TileGateway;
    readonly pinPictures: PinPictures;
    readonly subscriptions: Subscriptions;
    readonly log: Log;
  },
  pin: Pin,
): Promise<void> {
  const { gateway, pinPictures, subscriptions } = dependencies;
  const { owner, id, request } = pin;
  // First what needs nobody's sign-in, and is open to everybody.
  await pinPictures.remove(id);
  if (pin.begun.includes('subscription')) await subscriptions.remove(owner, id);
  if (request.mode === 'picture') return;
  const { workspaceId } = request;
  const name = powerBiName(pin);
  if (pin.begun.includes('report')) {
    const reportId = pin.reportId ?? (await gateway.findReport(owner, { workspaceId, name }));
    if (reportId !== undefined) await gateway.removeReport(owner, { workspaceId, reportId });
  }
  if (pin.begun.includes('model')) {
    const modelId = pin.modelId ?? (await gateway.findModel(owner, { workspaceId, name }));
    if (modelId !== undefined) await gateway.removeModel(owner, { workspaceId, modelId });
  }
}
