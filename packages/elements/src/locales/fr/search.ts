import type en from '../en/search.ts';

const fr: typeof en = {
  searchLabel: 'Qui s’y connaît\u00a0?',
  searchPlaceholder: 'Un nom, une compétence ou un problème en une phrase',
  searchButton: 'Chercher',
  searchRunning: 'Recherche en cours…',
  searchFound: (count, more) =>
    more ? `Les ${count} meilleurs résultats, et d’autres` : count === 1 ? '1 personne' : `${count} personnes`,
  searchCorrected: 'Résultats pour',
  searchResults: 'Personnes trouvées',
  searchSite: 'Site',
  searchUnit: 'Service',
  searchMoreValues: (count) => (count === 1 ? '1 autre' : `${count} autres`),
  searchPeopleThere: (count) => (count === 1 ? '1 personne' : `${count} personnes`),
  searchMore: 'Afficher plus de personnes',
  searchMoreFailed: 'La suite n’a pas pu être chargée.',
  searchNobody: 'Personne n’a été trouvé',
  searchNobodyHint:
    'Essayez avec moins de mots, ou un mot plus courant. Ou posez la question à tous\u00a0: quelqu’un saura.',
  searchNobodyThere: 'Personne n’a été trouvé avec ces filtres',
  searchWithoutFilters: 'Chercher partout',
  searchAsk: 'Poser la question à tous',
  searchNotThem: 'Pas la bonne personne\u00a0?',
  reasonName: 'Nom',
  reasonRole: 'Fonction',
  reasonBio: 'Présentation',
  reasonSkill: 'Compétence',
  reasonPost: 'Publication',
  reasonComment: 'Réponse',
  reasonProject: 'Projet',
  reasonMore: (count) => (count === 1 ? '+\u00a01 autre' : `+\u00a0${count} autres`),
};
export default fr;
