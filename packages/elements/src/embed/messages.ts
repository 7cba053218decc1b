/** What a frame and the page around it say to each other; each side takes it from the other's exact origin alone. */
export type FromFrame =
  | { parvis: 'token'; id: number; refresh: boolean }
  /** CSS pixels that the element takes up. */
  | { parvis: 'height'; height: number };
export type FromHost = { parvis: 'token'; id: number; token: string | null };

/** Heights are kept between these where the page says nothing else; what is higher scrolls inside its frame. */
export const usualHeights = { least: 80, most: 4_000 };

export const within = (height: number, least: number, most: number) =>
  Math.ceil(Math.min(Math.max(height, least), most));

/** A number from an attribute or parameter, or the usual one. */
export const pixels = (text: string | null | undefined, usual: number) => {
  const number = Number(text || Number.NaN);
  return Number.isFinite(number) && number > 0 ? number : usual;
};
