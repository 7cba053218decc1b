import type en from '../en/charter-more.ts';

const fr: typeof en = {
  charterMore: 'Afficher les précédentes',
  charterVersionNumber: (version) => `Version ${version}`,
  charterMajor: 'À accepter à nouveau',
  charterMinor: 'Formulation',
  charterAdded: (number) => `Article ${number} ajouté`,
  charterRemoved: (number) => `Article ${number} retiré`,
  charterChanged: (number) => `Article ${number} modifié`,
  charterWhatChanged: 'Ce qui a changé',
  charterHowItRead: 'Le texte',
  charterOwnText:
    'À conserver\u00a0: le fichier contient le texte que vous avez accepté, la date et son empreinte (SHA-256).',
  charterOwnNone: 'Vous n’avez encore accepté aucune version.',
  charterIn: (language) => `lue en ${language}`,
  charterDigest: 'SHA-256',
  charterProof: 'Preuve',
  charterProofOf: (version) => `Télécharger la preuve pour la version ${version}`,
  charterProofName: (version) => `charte-version-${version}`,
};
export default fr;
