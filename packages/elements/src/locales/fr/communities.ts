import type en from '../en/communities.ts';

const fr: typeof en = {
  communitiesLabel: 'Communautés',
  communitiesMine: 'Les miennes',
  communitiesOthers: 'À découvrir',
  communitiesLoading: 'Chargement des communautés…',
  communitiesNone: 'Aucune communauté à découvrir',
  communitiesNoneMine: 'Vous n’avez encore rejoint aucune communauté',
  communitiesMore: 'En afficher plus',
  communityMembers: (count) => (count > 1 ? `${count} membres` : `${count} membre`),
  communityJoin: 'Rejoindre',
  communityJoinName: (name) => `Rejoindre ${name}`,
  communityLeave: 'Quitter',
  communityLeaveName: (name) => `Quitter ${name}`,
  communityLeaveSure: 'Vous ne lirez plus ce qui est écrit pour ses membres.',
  communityLeaveYes: 'Quitter la communauté',
  communitySteward: 'Animateur',
  communityListed: 'Contenu réservé aux membres',
  communitySecret: 'Secrète',
  communityRequest: 'Les membres sont admis par ses animateurs',
  communityInvite: 'Sur invitation',
  communityJoined: (name) => `Vous êtes maintenant membre de ${name}.`,
  communityLeft: (name) => `Vous avez quitté ${name}.`,
};
export default fr;
