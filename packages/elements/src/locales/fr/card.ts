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
};

export default fr;
