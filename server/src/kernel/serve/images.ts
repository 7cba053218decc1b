/**
 * Images with sharp (libvips). Of a file only its pixels are kept: they are drawn anew, so that nothing that was hidden
 * in it, and nothing that it says of place, camera or author, is left. Node only.
 */
import sharp from 'sharp';
import { ImageRefused, type Images, fullSize, smallSize } from '../../attachments/index.ts';

/** Pixels of an image at most, whatever its file weighs: as much as a good telephone takes. */
const mostPixels = 50_000_000;
/** Seconds for one version. */
const timeout = 20;
/** Bytes up to which a drawing or a screenshot is kept to the pixel. */
const exactMost = 600_000;

// No other decoder is loaded, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const readable = ['jpeg', 'png', 'webp', 'heif'];

async function prepare(bytes: Uint8Array): ReturnType<Images['prepare']> {
  // The first picture of an animation; damaged ones are refused, not guessed at.
  const open = () => sharp(bytes, { limitInputPixels: mostPixels, pages: 1, failOn: 'error', sequentialRead: true });
  const { format, compression, width = 0, height = 0 } = await open().metadata();
  if (!readable.includes(format ?? '') || (format === 'heif' && compression !== 'av1'))
    throw new ImageRefused('This is an image of another kind. Save it as JPEG, PNG, WebP or AVIF.');
  if (width * height > mostPixels)
    throw new ImageRefused(
      `This image has ${width} × ${height} pixels. Make it smaller than ${mostPixels / 1_000_000} megapixels.`,
    );

  const sized = (size: number) =>
    open()
      .autoOrient()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: timeout });
  const lossy = (size: number) =>
    sized(size).webp({ quality: 80, smartSubsample: true }).toBuffer({ resolveWithObject: true });
  const exact = (size: number) => sized(size).webp({ lossless: true, effort: 2 }).toBuffer({ resolveWithObject: true });

  const drawn = format === 'png' ? await exact(fullSize) : undefined;
  const full = drawn && drawn.data.length <= exactMost ? drawn : await lossy(fullSize);
  const { info } = full;
  const small = Math.max(info.width, info.height) > smallSize ? await lossy(smallSize) : undefined;
  return {
    type: 'image/webp',
    full: new Uint8Array(full.data),
    small: small ? new Uint8Array(small.data) : null,
    width: info.width,
    height: info.height,
  };
}

/** One image at a time: each takes as much memory as its pixels, and a processor. */
export function createImages(): Images {
  let last: Promise<unknown> = Promise.resolve();
  return {
    prepare(bytes) {
      const next = last.then(() =>
        prepare(bytes).catch((error: unknown) => {
          if (error instanceof ImageRefused) throw error;
          throw new ImageRefused(
            /pixel limit/i.test(String(error))
              ? `This image has more than ${mostPixels / 1_000_000} megapixels. Make it smaller.`
              : 'This image cannot be read. Open it, save it anew as JPEG, PNG, WebP or AVIF, and try again.',
          );
        }),
      );
      last = next.catch(() => {});
      return next;
    },
  };
}
