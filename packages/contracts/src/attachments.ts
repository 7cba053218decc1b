import { z } from 'zod';
import { Id, Timestamp } from './common.ts';
import { attachmentKinds, limits } from './tables.ts';

/** What draws an image to somebody who does not see it; empty where it only decorates. */
const AlternativeText = z.string().trim().max(limits.alternativeText);

/** An image or a file of a post or comment, or one that was uploaded for it. */
export const Attachment = z.object({
  id: Id,
  kind: z.enum(attachmentKinds),
  /** As its author named it, without what would deceive. */
  name: z.string(),
  /** Media type, found out from the content. Images are `image/webp`, whatever they were. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Pixels; null of a file. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Empty: it only decorates. Null: nothing was said yet, or it is a file. */
  alt: z.string().nullable(),
  /**
   * Where it is had, below the address of the API, by the viewer alone and for some minutes, without a token. With
   * `&size=small` an image of at most 480 px.
   */
  url: z.string(),
  expiresAt: Timestamp,
});
export type Attachment = z.infer<typeof Attachment>;

/** Beside the post or comment that takes it: up to then it is its uploader's alone, and is erased after a day. */
export const Attachments = z
  .array(Id)
  .max(limits.attachments)
  .refine((ids) => new Set(ids).size === ids.length, 'names one of them twice');

export const AttachmentUpdate = z.strictObject({ alt: AlternativeText });

/** What images of a post or comment show from an edit on; of those that are left out nothing changes. */
export const Descriptions = z
  .array(z.strictObject({ id: Id, alt: AlternativeText }))
  .max(limits.attachments)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'names one of them twice');
export type Descriptions = z.infer<typeof Descriptions>;

/** The address of the bytes is whole as it is given; nobody makes one up. */
export const ContentQuery = z.object({
  by: Id,
  until: z.coerce.number().int().positive(),
  mac: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  size: z.literal('small').optional(),
});

/** What a link leads to, as the server found it when the post was published. Its image comes from this API too. */
export const LinkPreview = z.object({
  address: z.string(),
  title: z.string(),
  text: z.string().nullable(),
  /** Whose page it is, in the page's own words; otherwise its host. */
  site: z.string(),
  image: Attachment.pick({ id: true, url: true, expiresAt: true })
    .extend({ width: z.number().int(), height: z.number().int() })
    .nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;
