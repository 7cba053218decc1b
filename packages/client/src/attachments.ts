import type { CallOptions, Send } from './transport.ts';

/** Milliseconds for the largest file on a slow line. */
const uploadTime = 10 * 60_000;

export type UploadOptions = CallOptions & {
  /** Told how much is sent, from 0 to 1. */
  onProgress?: (share: number) => void;
};

export const attachments = (send: Send) => ({
  /** Hands in an image or a file for a post or comment that is still to be written. */
  upload: async (bytes: Blob, name: string, { onProgress, ...options }: UploadOptions = {}) => {
    const through = onProgress && (await import('./upload.ts')).fetchTelling(onProgress);
    return send('createAttachment', {}, { timeout: uploadTime, ...options, through, file: { bytes, name } });
  },
  /** With another address: the one that it had counts for some minutes. */
  get: (id: string, options?: CallOptions) => send('getAttachment', { params: { id } }, options),
  /** Says what an image shows; empty where it only decorates. */
  describe: (id: string, alt: string, options?: CallOptions) =>
    send('updateAttachment', { params: { id }, body: { alt } }, options),
  /** Takes back what nothing uses yet. */
  delete: (id: string, options?: CallOptions) => send('deleteAttachment', { params: { id } }, options),
});
