import type en from '../en/discussion.ts';

const fr: typeof en = {
  discussionHeading: (count) =>
    count === 0 ? 'Commentaires' : count === 1 ? '1 commentaire' : `${count} commentaires`,
  discussionEmpty: 'Personne n’a encore commenté cette page.',
  discussionSilent: 'Personne n’a commenté cette page.',
  discussionClosed: 'Les commentaires de cette page sont fermés.',
  discussionLocked: (community) => `Les animateurs de ${community} ont fermé les commentaires de cette page.`,
  discussionLockedByModerator: 'Un modérateur a fermé les commentaires de cette page.',
  discussionLock: 'Fermer les commentaires',
  discussionUnlock: 'Rouvrir les commentaires',
  discussionLockedNow: 'Les commentaires sont fermés.',
  discussionUnlockedNow: 'Les commentaires sont rouverts.',
  discussionAbsent: 'Cette page ne peut pas être commentée ici.',
  discussionOffline: 'Vous êtes hors ligne. Ce que vous écrivez est conservé jusqu’à votre retour.',
};
export default fr;
