import type en from '../en/search.ts';

const fr: typeof en = {
  loading: 'Chargement…',
  retry: 'Réessayer',
  circleClient: 'Client',
  circleSupplier: 'Fournisseur',
  searchLabel: 'Qui s’y connaît\u202f?',
  searchPlaceholder: 'Un nom, une compétence ou un problème en une phrase',
  searchButton: 'Chercher',
  searchRunning: 'Recherche en cours…',
};

export default fr;
