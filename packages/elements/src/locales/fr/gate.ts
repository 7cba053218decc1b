import type en from '../en/gate.ts';

const fr: typeof en = {
  'charter-not-accepted': 'Rien n’a été envoyé\u00a0: vous n’avez pas accepté la charte.',
  rephrase: 'Rien n’a encore été envoyé\u00a0: vous vouliez reformuler.',
  'refused-words': 'Rien n’a été envoyé\u00a0: ces mots ne sont pas publiés ici.',
  'warning-unacknowledged': 'Rien n’a été envoyé\u00a0: un avertissement est à lire d’abord.',
  suspended: 'Rien n’a été envoyé\u00a0: vous êtes suspendu d’écriture ici.',
  gateWarned: 'Vous avez reçu un avertissement',
  gateWarnedText:
    'Les personnes qui veillent sur ce lieu vous avertissent. Confirmez que vous l’avez lu\u00a0: votre texte part ensuite.',
  gateConfirm: 'J’ai lu, envoyer',
  gateSuspended: 'Vous ne pouvez pas écrire ici pour l’instant',
  gateSuspendedIn: (place, until) => `Vous êtes suspendu d’écriture dans ${place} jusqu’au ${until}.`,
  gateSuspendedUntil: (until) => `Vous êtes suspendu d’écriture jusqu’au ${until}.`,
  gateAppeal:
    'Si vous contestez cette décision, faites appel\u00a0: une autre personne l’examinera. Voyez «\u00a0À votre sujet\u00a0», à côté de vos signalements.',
  gateCharter: 'Avant d’écrire\u00a0: notre charte',
  gateCharterAgain: 'Notre charte a changé',
  gateCharterText:
    'Toutes les personnes qui écrivent ici l’ont acceptée. Votre texte est conservé, et part dès que vous acceptez.',
  gateCharterVersion: (version, date) => `Version ${version}, en vigueur depuis le ${date}`,
  gateArticles: 'Articles de la charte',
  gateAccept: 'Accepter et envoyer',
  gateAccepting: 'Acceptation…',
  gateNotNow: 'Pas maintenant',
  gateNewer: 'La charte vient de changer. Voici la version désormais en vigueur.',
  gateRephrase: 'Et si vous reformuliez\u202f?',
  gateRephraseText: 'Les animateurs de cette communauté demandent de réfléchir encore une fois à ces mots\u00a0:',
  gateRephraseBack: 'Reformuler',
  gateRephraseSend: 'Envoyer tel quel',
  gateRefused: 'Pas avec ces mots',
  gateRefusedText: 'Les animateurs de cette communauté ne publient pas ce qui contient ces mots\u00a0:',
  gateRefusedBack: 'Revenir à mon texte',
  gateStays: 'Elle reste où elle est',
  gateStaysText:
    'Les animateurs de cette communauté ne publient pas ces mots sans les avoir vus, et ils sont dans les réponses à cette publication\u00a0:',
  gateKept: 'Votre texte est conservé tel que vous l’avez écrit.',
};

export default fr;
