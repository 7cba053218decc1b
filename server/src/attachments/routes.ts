import { limits } from '@parvis/contracts/tables';
import { disposition, nameOf, operation, readBytes } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createUploads, describeImage, readContent, removeAttachment, showAttachment, upload } from './service.ts';

/** Seconds that a browser may draw it from its cache. */
const longestAge = 300;

export const attachmentRoutes = (kernel: Kernel) => {
  const uploads = createUploads();
  return [
    // The name comes in a header: addresses are written down in logs.
    operation('createAttachment', ({ viewer, idempotencyKey }, c) =>
      uploads.admit(viewer.person, async () => {
        const name = nameOf(c.req.header('Content-Disposition')) ?? '';
        const bytes = await readBytes(c, limits.file);
        const attachment = await upload(kernel, viewer, { bytes, name }, idempotencyKey);
        return { body: attachment, headers: { location: `/v1/attachments/${attachment.id}` } };
      }),
    ),
    operation('getAttachment', async ({ viewer, params }) => ({
      body: await showAttachment(kernel, viewer, params.id),
      sensitive: true,
    })),
    operation('updateAttachment', async ({ viewer, params, body }) => ({
      body: await describeImage(kernel, viewer, params.id, body.alt),
    })),
    operation('deleteAttachment', async ({ viewer, params }) => {
      await removeAttachment(kernel, viewer, params.id);
      return {};
    }),
    operation('readAttachment', async ({ viewer, params, query }, c) => {
      const found = await readContent(kernel, viewer, params.id, query.size ?? 'full');
      const left = query.until - Math.floor(kernel.now().getTime() / 1_000);
      return new Response(c.req.method === 'HEAD' ? null : found.body, {
        headers: {
          'content-type': found.type,
          'content-length': String(found.length),
          'content-disposition': disposition(found.kind === 'image' ? 'inline' : 'attachment', found.name),
          'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
          'cross-origin-resource-policy': 'cross-origin',
          'cache-control': found.sensitive ? 'no-store' : `private, max-age=${Math.min(left, longestAge)}`,
        },
      });
    }),
  ];
};
