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
};

export default fr;
