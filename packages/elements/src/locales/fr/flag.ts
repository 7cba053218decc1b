import type en from '../en/flag.ts';

const fr: typeof en = {
  flag: 'Signaler',
  flagPost: 'Signaler cette publication',
  flagComment: 'Signaler ce commentaire',
  flagPerson: 'Signaler ce profil',
  flagPage: 'Signaler cette page',
  flagReceived: 'Signalé',
  flagExamined: 'Examen en cours',
  flagDecided: 'Décision rendue',
  flagSee: (state) => `${state}\u00a0: voir votre signalement`,
  flagWhyOwn: 'C’est de vous\u00a0: vous n’avez rien à signaler ici.',
  flagWhyGone: 'Mis en suspens, retiré ou supprimé\u00a0: il n’y a plus rien à signaler.',
  flagWhyPage: 'Cette page ne peut pas être signalée\u00a0: elle ne fait pas partie des pages prévues pour cela.',
  flagWhyUnknown: 'Il n’y a rien à signaler ici, ou ce n’est pas partagé avec vous.',
  flagWithdrawn: 'Votre signalement est retiré.',
};

export default fr;
