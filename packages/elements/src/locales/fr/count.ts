import type en from '../en/count.ts';

const fr: typeof en = {
  commentCount: (count) => (count < 2 ? `${count} commentaire` : `${count} commentaires`),
};
export default fr;
