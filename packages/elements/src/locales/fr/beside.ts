import type en from '../en/beside.ts';

const fr: typeof en = {
  searchLanguage: 'Langue',
  searchLevel: 'Niveau',
  teamsTitle: 'Qui y a travaillé',
  teamMore: (count) => (count === 1 ? 'et 1 autre personne' : `et ${count} autres personnes`),
  teamDeparted: 'a quitté l’entreprise',
  whyNotMe: 'Pourquoi pas moi\u00a0?',
  whyMine: 'Ce qui est trouvé de vous',
  whyListed: 'Vous êtes parmi les personnes trouvées.',
  whyHidden: 'Votre profil est masqué\u00a0: personne ne vous trouve.',
  whyFiltered: (names) => `Les filtres choisis vous écartent\u00a0: ${names}.`,
  whyFound: (places) => `trouvé\u00a0: ${places}`,
  whyMissing: 'dans rien de ce qui est à vous',
  whyHint: 'Ce qui manque peut être dit sur votre profil, comme compétence ou à votre sujet.',
  whyFailed: 'La réponse n’a pas pu être obtenue. Réessayez.',
};
export default fr;
