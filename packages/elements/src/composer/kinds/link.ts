import { type KindPart, lineField } from './kind.ts';

const isAddress = (text: string) => /^https?:/i.test(text) && URL.canParse(text);

export const link: KindPart = {
  prompt: 'composerPromptLink',
  label: 'composerTextLink',
  fields: (scene) => {
    const { localize } = scene.host;
    return [
      lineField('link', localize.term('composerLink'), scene, { type: 'url' }),
      lineField('title', localize.term('composerTitle'), scene, { required: false }),
    ];
  },
  check: ({ link }) => (isAddress(link.trim()) ? {} : { link: 'missing' }),
  request: ({ title, link }) => ({ link: link.trim(), ...(title.trim() && { title: title.trim() }) }),
};
