import type en from '../en/flag-panel.ts';

const fr: typeof en = {
  flagDiscreet: 'Personne n’apprend que c’est vous\u00a0: ni l’auteur, ni ceux qui examinent.',
  flagAgainst: 'Qu’est-ce que cela enfreint\u00a0?',
  flagIllegal: 'La loi',
  flagIllegalText: 'Une infraction, pas seulement une affaire de charte. Nommez la loi ou la règle dans la note.',
  flagNote: 'Note',
  flagNoteHelp: 'Ce que doivent savoir ceux qui examinent. Ne signez pas.',
  flagCharacters: (used, most) => `${used} caractères sur ${most}`,
  flagNeedsReason: 'Choisissez ce que cela enfreint.',
  flagNeedsNote: 'Dites quelle loi ou quelle règle est enfreinte.',
  flagSend: 'Envoyer',
  flagSending: 'Envoi…',
  flagOffline: 'Vous êtes hors ligne. Votre texte reste ici\u00a0; envoyez-le à votre retour.',
  flagLimit: (hours) =>
    `Vous avez envoyé autant de signalements qu’une journée le permet. ${hours > 1 ? `Revenez dans ${hours} heures` : 'Revenez dans une heure'}, ou parlez-en à un animateur.`,
  flagRefused: 'Ce n’est pas accepté. Vérifiez votre choix et réessayez.',
  flagYours: 'Votre signalement',
  flagThanks: 'Merci. Votre signalement est arrivé.',
  flagProgress: 'Ce qu’il devient',
  flagStepReceived: 'Reçu',
  flagStepReceivedText: 'Il attend qu’une personne non concernée l’examine.',
  flagStepExamined: 'Examiné',
  flagStepExaminedText: 'Quelqu’un l’examine en ce moment.',
  flagStepDecided: 'Décidé',
  flagKept: 'Cela reste en place.',
  flagRemoved: 'Cela a été retiré.',
  flagUpheld: 'Votre signalement était fondé. La suite se règle en dehors de cette page.',
  flagUnverified: 'Cela porte la mention « non vérifié », et une source a été demandée à son auteur.',
  flagHeldBack: 'C’est en suspens jusqu’à ce que son auteur le modifie.',
  flagLocked: 'Les commentaires y ont été fermés.',
  flagMoved: 'Cela a été déplacé là où est sa place.',
  flagPublicNote: 'Motif donné',
  flagWithdraw: 'Retirer le signalement',
  flagWithdrawing: 'Retrait…',
  flagTooLate: 'Quelqu’un examine déjà votre signalement\u00a0: il ne peut plus être retiré.',
  flagAgain: 'Signaler à nouveau',
  flagUnattended:
    'Personne ne peut l’examiner pour l’instant\u00a0: tous ceux qui le pourraient sont concernés. Il attend qu’une autre personne en soit chargée.',
};

export default fr;
