import type en from '../en/missing.ts';

const fr: typeof en = {
  missingTitle: 'Une partie de cette page n’est pas arrivée',
  missingText:
    'La page est peut-être restée ouverte pendant une mise à jour, ou la connexion est interrompue. Rechargez la page pour continuer.',
  missingReload: 'Recharger la page',
};
export default fr;
