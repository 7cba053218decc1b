import type en from '../en/reading.ts';

const fr: typeof en = {
  readingSince: (time) => `Nouveau depuis ${time}`,
  readingUpToDate: (time) => `Vous êtes à jour depuis ${time}`,
  readingFound: (count, more) =>
    more
      ? `Plus de ${count} publications`
      : count === 0
        ? 'Aucune publication'
        : count === 1
          ? '1 publication'
          : `${count} publications`,
  readingNews: (title, count) =>
    count === 1
      ? `«\u00a0${title}\u00a0» a un nouveau commentaire`
      : `«\u00a0${title}\u00a0» a ${count >= 100 ? 'plus de 99' : count} nouveaux commentaires`,
  readingNewsMany: (count) => `${count} publications que vous suivez ont de nouveaux commentaires`,
  readingFollowTag: 'Suivre ce mot-clé',
  readingUnfollowTag: 'Ne plus suivre',
  filterSearch: 'Mots des publications et commentaires',
  filterFind: 'Rechercher',
  filterShow: 'Afficher',
  filterHome: 'Mon accueil',
  filterEveryone: 'Adressé à tout le monde',
  filterBookmarks: 'Mes signets',
  filterMine: 'Ce que j’ai écrit',
  filterDrafts: 'Mes brouillons',
  filterKind: 'Type',
  filterAllKinds: 'Tous les types',
  filterUnanswered: 'Questions sans réponse acceptée',
  filterUnread: 'Non lues seulement',
  filterReadAll: 'Tout marquer comme lu ici',
  filterClear: 'Effacer les filtres',
  filterMuted: 'En sourdine',
  filterMutedUntil: (name, until) => `${name} (retour\u00a0: ${until})`,
  filterUnmute: 'Rétablir',
  filterFollowed: 'Vous suivez',
  filterUnfollow: 'Ne plus suivre',
  draftsTitle: 'Brouillons gardés sur cet appareil',
  draftsGeneral: 'Brouillon',
  draftsIn: (place) => `Brouillon pour ${place}`,
  draftsReshare: 'Brouillon d’un repartage',
  draftsOpen: 'Reprendre',
  draftsClose: 'Fermer',
};

export default fr;
