export { type Images, ImageRefused, type PreparedImage, fullSize, isImage, smallSize } from './images.ts';
export { presentAttachments } from './present.ts';
export { type Prepared, attach, attachedWords, prepare, startErasing, wordsOf } from './service.ts';
export { type AttachmentFacts, addParts, replaceAttachments } from './store.ts';
export { attachmentRoutes } from './routes.ts';
