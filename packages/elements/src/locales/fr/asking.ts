import type en from '../en/asking.ts';

const fr: typeof en = {
  askTitle: 'Poser la question à tous',
  askProposed: 'Au mieux dans\u00a0:',
  askSent: 'Votre question est posée',
  askSentHint: 'Qui la lit peut répondre, et vous en serez averti.',
};
export default fr;
