import type en from '../en/attached.ts';

const fr: typeof en = {
  imageOpen: (alt: string, place: number, count: number) =>
    `${alt || 'Image'}${count > 1 ? ` (${place} sur ${count})` : ''}\u00a0: afficher en grand`,
  imageGone: 'Cette image ne peut pas être affichée.',
  fileFacts: (type: string, size: string) => `${type}, ${size}`,
  viewerLabel: (place: number, count: number) => (count > 1 ? `Image ${place} sur ${count}` : 'Image'),
  viewerCount: (place: number, count: number) => `${place} sur ${count}`,
  viewerClose: 'Fermer',
  viewerNext: 'Image suivante',
  viewerPrevious: 'Image précédente',
};
export default fr;
