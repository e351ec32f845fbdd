/** Where Microsoft publishes the schemas of the PBIR format; each file of a definition names its own. */
export const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report';

export const VISUAL_NAME = 'tile';

/** Pixels of a report's page; tiles take their shape from the dashboard. */
export const VISUAL_SIZE = { width: 640, height: 480 } as const;

/** The one visual of a report behind a tile, over its whole page. */
export function visualContainer(
  visual: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    $schema: `${SCHEMAS}/definition/visualContainer/2.9.0/schema.json`,
    name: VISUAL_NAME,
    position: { x: 0, y: 0, z: 0, ...VISUAL_SIZE },
    visual,
    ...more,
  };
}
