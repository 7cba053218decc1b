import type { Candidate } from './picker.ts';
import type { ParvisElement } from './parvis-element.ts';

/** Languages that are offered; any other keeps its tag. */
const spoken =
  'ar bg br ca cs cy da de el en es et eu fa fi fr ga he hi hr hu hy id is it ja ka ko lb lt lv mk mt ms nb nl oc pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Languages that are called so in the language of the reader. */
export const languagesLike = (localize: ParvisElement['localize'], q: string): Candidate[] =>
  spoken
    .map((tag) => ({ id: tag, name: localize.languageName(tag) }))
    .filter(({ id, name }) => id === plain(q) || plain(name).startsWith(plain(q)))
    .slice(0, 8);
