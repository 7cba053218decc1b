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
  gone: 'Ceci n’est plus affiché.',
  goneFlagged: 'Vous l’avez signalé. Ce n’est plus affiché.',
  feedEmptyHome: 'Rien pour le moment',
  feedEmptyHomeHint: 'Rejoignez une communauté\u00a0: ses publications apparaîtront ici.',
  feedEmpty: 'Aucune publication pour le moment',
  feedEmptyHint: 'Ce qui est écrit pour vous apparaîtra ici.',
  feedNew: (count, more) =>
    more
      ? `Plus de ${count} nouvelles publications`
      : count === 1
        ? '1 nouvelle publication'
        : `${count} nouvelles publications`,
  feedLinked: 'La publication dont vous avez suivi le lien',
  feedLinkedMissing: 'La publication dont vous avez suivi le lien n’existe pas, ou n’est pas partagée avec vous.',
  feedBack: 'Toutes les publications',
  feedOffline: 'Vous êtes hors ligne. Les nouveautés s’afficheront à votre retour.',
  feedDismiss: 'Masquer',
  postEditedShow: 'modifié : afficher les versions précédentes',
  postScheduled: (when) => `Sera publiée le ${when}. D’ici là, vous êtes seul à la voir.`,
  postNotMember: 'Non publiée : vous n’étiez plus membre de cette communauté. Vous êtes seul à la voir.',
  postNotCleared:
    'Non publiée : vous n’avez plus accès à ce qui est écrit pour ces lecteurs. Vous êtes seul à la voir.',
  postRefusedWords: 'Non publié\u00a0: les animateurs n’en publient pas certains mots. Vous seul le voyez.',
  postReview: 'Attend un animateur avant d’être publié. Seuls vous et ceux qui l’examinent le voient.',
  postWhy: 'Pourquoi\u00a0?',
  postUnverified: 'Non vérifié\u00a0: une source a été demandée à son auteur.',
  postHeld: 'En suspens\u00a0: visible seulement par vous et par ceux qui l’examinent.',
  postRemoved: 'Retiré\u00a0: vous êtes seul à le voir encore.',
  postEdit: 'Modifier',
  postDelete: 'Supprimer',
  postCopyLink: 'Copier le lien',
  postCopied: 'Lien copié',
  postLanguage: (language) => `rédigé en ${language}`,
  postMuted: (until) => `Écarté de votre accueil (retour\u00a0: ${until}).`,
  undo: 'Annuler',
  feedNoMatch: 'Aucun résultat',
  feedNoMatchHint: 'Retirez un filtre, ou cherchez d’autres mots.',
  feedNoBookmarks: 'Aucun signet pour le moment',
  feedNoBookmarksHint: 'Appuyez sur le signet sous une publication pour la retrouver ici. Vous seul le voyez.',
  outsideReads: (circles) => `Les ${circles} le lisent aussi. N’écrivez que ce qui peut sortir de l’entreprise.`,
  flagWithdrawn: 'Votre signalement est retiré.',
  cardMissing: 'Cette personne n’existe pas, ou son profil ne vous est pas visible.',
  cardLess: 'Réduire',
  cardBack: (name) => `Retour à ${name}`,
  cardFollowed: 'Ne plus suivre',
};

export default fr;
