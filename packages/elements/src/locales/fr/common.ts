import type en from '../en/common.ts';

const fr: typeof en = {
  now: 'à l’instant',
  loading: 'Chargement…',
  retry: 'Réessayer',
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  required: 'obligatoire',
  problemTitle: 'Le chargement a échoué',
  problemNetwork: 'Le serveur ne répond pas. Vérifiez votre connexion et réessayez.',
  problemOffline: 'Vous êtes hors ligne. L’affichage reprendra dès que vous serez reconnecté.',
  problemNotInDirectory:
    'Vous êtes connecté, mais personne de votre nom ne figure dans l’annuaire d’ici. Demandez à votre administrateur de vous y ajouter.',
  problemSignedOut: 'Vous n’êtes pas connecté, ou votre session a expiré. Reconnectez-vous à l’intranet.',
  problemForbidden: 'Vous n’avez pas le droit de faire cela.',
  problemNotFound: 'Cet élément n’existe pas, ou il n’est pas partagé avec vous.',
  problemConflict: 'Quelqu’un l’a modifié entre-temps. Vérifiez et recommencez.',
  problemBusy: (seconds: number) =>
    seconds > 1
      ? `Trop de demandes. Réessayez dans ${seconds} secondes.`
      : 'Trop de demandes. Réessayez dans un instant.',
  problemUnavailable: 'Le service est momentanément indisponible. Réessayez dans un instant.',
  problemGarbage: 'La réponse n’a pas été comprise. Si cela persiste, signalez-le à votre support informatique.',
  problemInvalid: 'Une partie de ce qui a été envoyé n’est pas valable.',
  problemTooLarge: 'C’est trop long.',
  problemReference: (id: string) => `Référence pour le support\u00a0: ${id}`,
  article: (number, title) => `Article ${number}\u00a0: ${title}`,
  notConnected: 'Cette partie de la page n’est pas encore reliée à Parvis.',
  circleClient: 'Client',
  circleSupplier: 'Fournisseur',
  departed: 'a quitté l’entreprise',
  personOpen: (name) => `Profil de ${name}`,
  personMissing: 'Non visible pour vous',
};
export default fr;
