import type en from '../en/screening.ts';

const fr: typeof en = {
  screenText:
    'Ces réglages s’appliquent à toutes les personnes qui écrivent dans cette communauté\u202f; seuls ses animateurs et les modérateurs les voient.',
  screenWords: 'Mots',
  screenWordsHint:
    'Un par ligne. Les mots entiers sont trouvés, quels que soient accents, majuscules ou lettres ressemblantes\u202f; un mot coupé en deux par une espace ou une apostrophe ne l’est pas.',
  screenRefuse: 'Refuser',
  screenRefuseDoes: 'Un texte contenant l’un de ces mots n’est pas publié. Son auteur apprend lequel.',
  screenHold: 'Retenir',
  screenHoldDoes: 'Il attend un animateur. Son auteur apprend qu’il attend.',
  screenNudge: 'Inviter à reformuler',
  screenNudgeDoes: 'Son auteur est invité à reformuler, et peut l’envoyer tel quel.',
  screenImport: 'Ajouter une liste',
  screenImportHint:
    'Un fichier texte avec un mot par ligne, ou un tableau (CSV) avec refuser, retenir ou reformuler dans sa deuxième colonne. Rien n’est enregistré avant que vous n’enregistriez.',
  screenImportAs: 'Mots sans deuxième colonne',
  screenFile: 'Fichier',
  screenImported: (count) => (count <= 1 ? `${count} mot lu.` : `${count} mots lus.`),
  screenLeftOut: (count) =>
    count < 2 ? `${count} ligne a été écartée\u00a0:` : `${count} lignes ont été écartées\u00a0:`,
  screenLine: (line, text, why) => `Ligne ${line}, «\u00a0${text}\u00a0»\u00a0: ${why}`,
  screenShort: 'écrivez au moins deux lettres.',
  screenLong: (most) => `pas plus de ${most} caractères.`,
  screenAction: 'ce n’est ni refuser, ni retenir, ni reformuler.',
  screenQuote: 'un guillemet n’est pas fermé.',
  screenMany: (most) => `pas plus de ${most} mots en tout.`,
  screenWho: 'Les textes qui attendent un animateur',
  screenNewcomers: 'Les premiers textes de chaque personne',
  screenNewcomersHint: 'Combien de publications et commentaires attendent\u202f; 0 pour aucun.',
  screenNewcomersFault: (most) => `Indiquez un nombre de 0 à ${most}.`,
  screenEverything: 'Tout',
  screenEverythingHint: 'Tout ce qu’écrivent les membres attend\u202f; jamais ce qu’écrivent les animateurs.',
  screenPeople: 'Ceux de ces personnes',
  screenPeopleHint: 'Tout ce qu’elles écrivent ici attend. Seuls les animateurs et les modérateurs voient cette liste.',
  screenNoMember: (name) => `${name} n’est pas membre de cette communauté.`,
  screenOutside: 'Contrôle extérieur',
  screenExternal: 'Interroger le contrôle extérieur',
  screenExternalHint:
    'Il reçoit la communauté, le titre et le texte, jamais l’auteur, et rien de restreint ni de confidentiel. Sans réponse à temps, rien ne change.',
  screenSaved: 'Enregistré. Cela s’applique à ce qui s’écrit désormais.',
  screenMeeting:
    'Quelqu’un d’autre a modifié ces réglages entre-temps. Rien n’est encore enregistré, et rien de votre saisie n’est perdu.',
  screenTakeTheirs: 'Prendre les siens',
  screenKeepMine: 'Enregistrer les miens à la place',
};
export default fr;
