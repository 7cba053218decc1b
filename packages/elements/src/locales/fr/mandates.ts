import type en from '../en/mandates.ts';

const fr: typeof en = {
  mandatesTitle: (name) => `Les sujets sur lesquels ${name} peut parler au nom de l’entreprise`,
  mandatesHint: 'Un sujet par ligne. Qui peut ouvrir cette fiche les lit\u202f; sans sujet, rien n’est dit.',
  mandatesMany: (most) => `Il peut y avoir ${most} sujets au plus.`,
  mandatesLong: (most) => `Un sujet compte ${most} caractères au plus.`,
};
export default fr;
