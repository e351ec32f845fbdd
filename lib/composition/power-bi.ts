import type { PowerBiTokens } from '../identity/power-bi-tokens.ts';
import { fetchPowerBi, type PowerBi } from '../power-bi/client.ts';
import { pushPace } from '../power-bi/push-pace.ts';
import { createTemplateKits, type TemplateKits } from '../power-bi/template-kit.ts';
import { templateTileGateway } from '../power-bi/template-tile-gateway.ts';
import type { TileGateway } from '../power-bi/tile-gateway.ts';
import { tracedPowerBi } from '../telemetry/traced-ports.ts';
import type { Foundation } from './foundation.ts';

/** Power BI: its REST interface, tiles, and the kit that tiles are cloned from. */
export type PowerBiPorts = {
  readonly powerBi: PowerBi;
  readonly gateway: TileGateway;
  readonly kits: TemplateKits;
};

export function powerBiPorts({ shared, table }: Foundation, tokens: PowerBiTokens): PowerBiPorts {
  const { settings, clock, log, tracer } = shared;
  const { powerBiUrl, fabricUrl } = settings.cloud;
  const powerBi = tracedPowerBi(fetchPowerBi({ baseUrl: powerBiUrl, fabricUrl, tokens, log }), tracer);
  const gateway = templateTileGateway(powerBi, pushPace({ clock }));
  return {
    powerBi,
    gateway,
    kits: createTemplateKits({
      table: table('registration'),
      powerBi,
      gateway,
      installation: settings.installation,
      clock,
    }),
  };
}
