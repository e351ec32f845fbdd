import type { PixelBox } from '../drawing/svg.ts';

export const IMAGE_SIZINGS = ['AutoSize', 'Fit', 'FitProportional', 'Clip'] as const;
export type ImageSizing = (typeof IMAGE_SIZINGS)[number];

type Size = { readonly width: number; readonly height: number };

/** Where the picture lies, and how large it is before it is clipped to its box; pixels. */
export type PlacedImage = { readonly box: PixelBox; readonly picture: PixelBox };

/**
 * Places an image of `natural` pixels in an area, as the report viewer does: Fit stretches it over the area,
 * FitProportional makes it as large as its proportions allow, from the left top; Clip keeps its size and cuts off
 * what reaches over the area; AutoSize is Clip in an area that has grown or shrunk to the image.
 */
export function placeImage(sizing: ImageSizing, natural: Size, area: PixelBox): PlacedImage {
  const { left, top } = area;
  if (sizing === 'Fit') return { box: area, picture: area };
  if (sizing === 'FitProportional') {
    const factor = Math.min(area.width / natural.width, area.height / natural.height);
    const picture = {
      left,
      top,
      width: Math.max(1, Math.round(natural.width * factor)),
      height: Math.max(1, Math.round(natural.height * factor)),
    };
    return { box: picture, picture };
  }
  const picture = { left, top, width: natural.width, height: natural.height };
  const box = {
    ...area,
    width: Math.min(area.width, natural.width),
    height: Math.min(area.height, natural.height),
  };
  return { box, picture };
}
