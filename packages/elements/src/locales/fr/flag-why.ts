import type en from '../en/flag-why.ts';

const fr: typeof en = {
  flagWhyOwn: 'C’est de vous\u00a0: vous n’avez rien à signaler ici.',
  flagWhyGone: 'Mis en suspens, retiré ou supprimé\u00a0: il n’y a plus rien à signaler.',
  flagWhyPage: 'Cette page ne peut pas être signalée\u00a0: elle ne fait pas partie des pages prévues pour cela.',
  flagWhyFlagged: 'Vous l’avez déjà signalé.',
  flagWhyLimit:
    'Vous avez envoyé autant de signalements qu’une journée le permet. Parlez-en à un animateur, ou revenez demain.',
  flagWhyUnknown: 'Il n’y a rien à signaler ici, ou ce n’est pas partagé avec vous.',
};

export default fr;
