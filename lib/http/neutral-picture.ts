/** A light grey PNG of one pixel. */
export const NEUTRAL_PICTURE: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP48eMHAAWmAtK4vYIGAAAAAElFTkSuQmCC',
  'base64',
);
