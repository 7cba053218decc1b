export default {
  imageOpen: (alt: string, place: number, count: number) =>
    `${alt || 'Image'}${count > 1 ? ` (${place} of ${count})` : ''}: show it large`,
  imageGone: 'This image cannot be shown.',
  fileFacts: (type: string, size: string) => `${type}, ${size}`,
  viewerLabel: (place: number, count: number) => (count > 1 ? `Image ${place} of ${count}` : 'Image'),
  viewerCount: (place: number, count: number) => `${place} of ${count}`,
  viewerClose: 'Close',
  viewerNext: 'Next image',
  viewerPrevious: 'Previous image',
};
