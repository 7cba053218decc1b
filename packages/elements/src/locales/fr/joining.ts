import type en from '../en/joining.ts';

const fr: typeof en = {
  joinNow: (name) => `Rejoindre ${name}`,
  joinAsk: (name) => `Demander à rejoindre ${name}`,
  joinAccept: (name) => `Accepter l’invitation de ${name}`,
  joinAsked: (when) => `Demande envoyée ${when}. Les animateurs décideront.`,
  joinInvite: 'On y entre sur invitation.',
};
export default fr;
