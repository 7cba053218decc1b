import type en from '../en/thread.ts';

const fr: typeof en = {
  threadLabel: 'Commentaires',
  threadLabelAnswers: 'Réponses',
  threadLoading: 'Chargement des commentaires…',
  threadMore: 'Afficher les commentaires suivants',
  commentWrite: 'Écrire un commentaire',
  answerWrite: 'Écrire une réponse',
  replyWrite: (name) => `Répondre à ${name}`,
  commentSend: 'Envoyer',
  commentSending: 'Envoi…',
  commentReply: 'Répondre',
  commentEdit: 'Modifier',
  commentEditLabel: 'Modifier le commentaire',
  commentDelete: 'Supprimer',
  commentDeleteSure: 'Supprimer ce commentaire\u202f?',
  commentFlag: 'Signaler ce commentaire',
  commentAccept: 'Accepter comme réponse',
  commentUnaccept: 'N’est plus la réponse',
  commentAccepted: 'Réponse acceptée',
  commentGone: 'Supprimé par son auteur.',
  commentReview: 'Attend un animateur avant d’être publié. Seuls vous et ceux qui l’examinent le voient.',
  commentUnverified: 'Non vérifié\u00a0: une source a été demandée à son auteur.',
  commentHeld: 'En suspens\u00a0: visible seulement par vous et par ceux qui l’examinent.',
  commentWithParent:
    'Le commentaire auquel ceci répond est en suspens ou retiré. Votre réponse n’est visible que par vous et par ceux qui l’examinent.',
  commentRemoved: 'Retiré\u00a0: vous êtes seul à le voir encore.',
  draftKept: 'Votre texte est conservé.',
};
export default fr;
