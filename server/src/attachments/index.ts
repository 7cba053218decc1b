export { type Images, ImageRefused, type PreparedImage, fullSize, isImage, smallSize } from './images.ts';
export { presentAttachment, presentAttachments } from './present.ts';
export { attach, startErasing } from './service.ts';
export { type AttachmentFacts, addParts } from './store.ts';
export { attachmentRoutes } from './routes.ts';
