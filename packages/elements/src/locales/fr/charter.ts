import type en from '../en/charter.ts';

const fr: typeof en = {
  charterTitle: 'Notre charte',
  charterLoading: 'Chargement de la charte…',
  charterVersion: (version, date) => `Version ${version}, en vigueur depuis le ${date}`,
  charterViews: 'Parties de la charte',
  charterArticles: 'Articles',
  charterHistory: 'Versions',
  charterOwn: 'Ce que j’ai accepté',
  charterDraft: 'Prochaine version',
  charterSignatures: 'Qui a accepté',
  charterAccepted: (version, date) => `Vous avez accepté la version ${version} le ${date}.`,
  charterUnaccepted: 'Vous n’avez pas encore accepté la charte.',
  charterFirst: 'Cela vous est demandé avant d’écrire pour la première fois.',
  charterAgain: 'Elle a changé depuis\u00a0: il vous est demandé de l’accepter à nouveau avant d’écrire.',
  charterReading: 'Lire ne demande aucune acceptation.',
  charterAccept: 'Accepter',
  charterAccepting: 'Acceptation…',
  charterThanks: 'Charte acceptée.',
  charterNewer: 'Une autre version de la charte est entrée en vigueur.',
  charterNewerShow: 'La lire',
};
export default fr;
