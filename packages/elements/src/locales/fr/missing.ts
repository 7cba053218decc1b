import type en from '../en/missing.ts';

const fr: typeof en = {
  missingTitle: 'Une partie de cette page n’est pas arrivée',
  missingText:
    'La page est peut-être restée ouverte pendant une mise à jour, ou la connexion est interrompue. Rechargez la page pour continuer.',
  missingOffline: 'Vous êtes hors ligne, et cette partie de la page n’est pas encore là. Réessayez à votre retour.',
  missingReload: 'Recharger la page',
};
export default fr;
