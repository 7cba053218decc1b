import type en from '../en/manage.ts';

const fr: typeof en = {
  manageMenu: 'Actions',
  manageReshare: 'Repartager',
  followPost: 'Suivre cette publication',
  followEnd: 'Ne plus suivre',
  followDone: 'Vous suivez cette publication\u00a0: votre accueil signalera les nouveaux commentaires.',
  followEnded: 'Vous ne suivez plus cette publication.',
  mutePost: 'Mettre en sourdine…',
  muteCommunity: (name) => `Mettre en sourdine ${name}…`,
  muteTitle: 'Pour combien de temps\u00a0?',
  muteHour: 'Pendant 1 heure',
  muteTomorrow: 'Jusqu’à demain, 8\u00a0h',
  muteWeek: 'Pendant une semaine',
  muteMonth: 'Pendant 30 jours',
  muteDone: (name, until) => `${name} n’apparaît plus dans votre accueil (retour\u00a0: ${until}).`,
  manageEditTitle: 'Titre',
  manageEditText: 'Texte',
  manageEditLink: 'Lien',
  manageDeleteTitle: 'Supprimer cette publication\u202f?',
  manageDeleteText: 'La publication et ses commentaires disparaissent pour tous. C’est définitif.',
  manageDelete: 'Supprimer',
};
export default fr;
