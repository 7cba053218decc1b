import type en from '../en/writing.ts';

const fr: typeof en = {
  writingTools: 'Mise en forme',
  writingBold: 'Gras',
  writingItalic: 'Italique',
  writingHeading: 'Titre',
  writingQuote: 'Citation',
  writingCode: 'Code',
  writingLink: 'Lien',
  writingList: 'Liste',
  writingControl: (key: string) => `Ctrl+${key}`,
  writingCommand: (key: string) => `⌘${key}`,
  writingPreview: 'Aperçu',
  writingEdit: 'Revenir au texte',
  writingNothing: 'Rien à voir pour l’instant.',
  writingLeft: (count) => (count > 1 ? `${count} caractères restants` : `${count} caractère restant`),
  writingTooLong: (count) => (count > 1 ? `${count} caractères de trop` : 'Un caractère de trop'),
  writingOver: (limit) => `Plus de ${limit} caractères`,
  writingPeople: 'Personnes à mentionner',
  writingTags: 'Mots-clés',
  writingSuggestions: (count) =>
    count > 1 ? `${count} suggestions. Les flèches choisissent, Entrée valide.` : 'Une suggestion. Entrée la choisit.',
  writingWillNotSee: 'ne le verra pas',
  writingUnread: (names, count) => `${names} ne ${count > 1 ? 'le verront' : 'le verra'} pas.`,
  draftElsewhere: 'Vous avez écrit autre chose ici dans un autre onglet.',
  draftMine: 'Garder ce texte',
  draftOther: 'Prendre l’autre',
};
export default fr;
