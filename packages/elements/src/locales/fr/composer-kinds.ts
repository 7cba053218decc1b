import type en from '../en/composer-kinds.ts';

const fr: typeof en = {
  composerPromptIdea: 'Qu’est-ce qui pourrait aller mieux, et comment\u202f?',
  composerNoteIdea:
    'Les animateurs de la communauté indiquent où elle en est\u00a0: entendue, prévue, réalisée, ou non retenue avec une raison.',
  composerPromptAnnouncement: 'Que doit savoir tout le monde\u202f?',
  composerNoteAnnouncement:
    'Les lecteurs peuvent dire qu’ils l’ont lue. Vous voyez quelle part d’entre eux, par paliers, et jamais de qui il s’agit.',
  composerPromptPoll: 'De quoi s’agit-il, et que deviendra le résultat\u202f?',
  composerPromptKudos: 'Qu’ont-ils fait, et qu’est-ce que cela a changé\u202f?',
  pollOptions: 'Réponses proposées',
  pollOption: (place) => `Réponse ${place}`,
  pollAdd: 'Ajouter une réponse',
  pollUp: (name) => `${name}\u00a0: monter`,
  pollDown: (name) => `${name}\u00a0: descendre`,
  pollRemove: (name) => `${name}\u00a0: retirer`,
  pollDays: 'Durée',
  pollSpan: (days) => (days < 2 ? `${days} jour` : `${days} jours`),
  pollMultiple: 'Plusieurs réponses',
  pollBeSecret: 'Bulletin secret',
  pollOpenNote: 'Personne ne voit qui a choisi quoi. Les résultats s’affichent par paliers, et avant la clôture.',
  pollSecretNote:
    'Aucun choix n’est conservé avec un nom\u00a0: il ne peut pas être modifié. Les résultats s’affichent à la clôture, et pas avant.',
  kudosWhom: 'Qui remerciez-vous\u202f?',
  kudosPlaceholder: 'Un nom',
  kudosCannotRead: 'ne pourrait pas lire ceci',
  kudosSkill: 'Pour une compétence',
  kudosNoSkill: 'Aucune en particulier',
  composerNeedsPoll: 'Proposez au moins deux réponses, toutes différentes.',
  composerNeedsKudos: 'Choisissez une personne à remercier qui peut lire ceci.',
};
export default fr;
