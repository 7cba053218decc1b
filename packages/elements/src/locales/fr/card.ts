import type en from '../en/card.ts';

const fr: typeof en = {
  loading: 'Chargement…',
  retry: 'Réessayer',
  circleClient: 'Client',
  circleSupplier: 'Fournisseur',
  cardTimeSame: 'même heure que chez vous',
  cardTimeAhead: (time) => `${time} de plus que chez vous`,
  cardTimeBehind: (time) => `${time} de moins que chez vous`,
  cardMail: 'E-mail',
  cardCall: 'Appeler',
  cardChat: 'Discuter',
  cardSkills: 'Compétences',
  cardAskMe: 'interrogez-moi à ce sujet',
  cardMoreSkills: (count) => (count < 2 ? `${count} autre` : `${count} autres`),
  cardMore: 'Profil complet',
  cardEdit: 'Modifier mon profil',
  cardFollow: 'Suivre',
  cardFollowHint: 'Ses publications apparaissent dans votre accueil. Personne n’en est informé.',
  cardFlag: 'Signaler ce profil',
  cardLeft: (date) => (date ? `A quitté l’entreprise le ${date}` : 'A quitté l’entreprise'),
  cardAskInstead: 'À sa place\u00a0:',
  cardAskUnit: (unit) => `Adressez-vous à son service\u00a0: ${unit}`,
  cardAwayFrom: (from, until) => `En absence du ${from} au ${until}`,
  cardAwayUntil: (until) => `En absence jusqu’au ${until}`,
  cardMeanwhile: 'En attendant, adressez-vous à\u00a0:',
  cardSaid: 'Se prononce',
  cardPronouns: 'Pronoms\u00a0:',
  cardSpeaks: 'Peut s’exprimer au nom de l’entreprise sur',
};

export default fr;
