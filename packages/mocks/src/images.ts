/** Images as a browser makes them fit to be shown: drawn anew on a canvas, so that only their pixels are kept. */

type Prepared = {
  type: 'image/webp' | 'image/png';
  full: Uint8Array;
  small: Uint8Array | null;
  width: number;
  height: number;
};

async function drawn(picture: ImageBitmap, size: number): Promise<{ blob: Blob; width: number; height: number }> {
  const scale = Math.min(1, size / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height);
  return { blob: await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }), width, height };
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

export const browserImages = {
  async prepare(bytes: Uint8Array): Promise<Prepared> {
    const picture = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    const [full, small] = [await drawn(picture, 1_600), await drawn(picture, 480)];
    return {
      type: full.blob.type as Prepared['type'],
      full: await bytesOf(full.blob),
      small: Math.max(full.width, full.height) > 480 ? await bytesOf(small.blob) : null,
      width: full.width,
      height: full.height,
    };
  },
};
