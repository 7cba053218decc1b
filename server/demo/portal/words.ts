/** What the portal itself says, in its two languages. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

const fr = {
  tagline: 'L’intranet de Vauclair Hollis',
  skip: 'Aller au contenu',
  menu: 'Rubriques',
  home: 'Accueil',
  itHelp: 'Entraide informatique',
  communities: 'Communautés',
  directory: 'Annuaire',
  policies: 'Règles de la maison',
  moderation: 'Modération',
  otherLanguage: 'English',
  dark: 'Thème sombre',
  light: 'Thème clair',
  change: 'Changer',
  signOut: 'Se déconnecter',
  signedInAs: 'Vous êtes',
  signIn: 'Se connecter',
  seek: 'Trouver quelqu’un',
  seekGo: 'Trouver',
  footer: 'Portail de démonstration. Entreprise, personnes et nouvelles sont imaginaires.',

  signInTitle: 'Qui êtes-vous aujourd’hui ?',
  signInLead:
    'Ce portail de démonstration n’a pas de mot de passe : choisissez une personne et voyez l’intranet comme elle le voit.',
  anybodyElse: 'Quelqu’un d’autre',
  choose: 'Entrer',
  asEmployee: 'Collègue',
  asSteward: 'Anime une communauté',
  asModerator: 'Modère partout',
  asAdmin: 'Administre',
  asSupplier: 'Fournisseur',
  asClient: 'Client',

  lead: 'À la une',
  alsoNews: 'Aussi cette semaine',
  talk: 'Ce qui se dit',
  talkLead: 'Vos communautés, les personnes que vous suivez et les annonces.',
  write: 'Écrire un message',
  practical: 'Pratique',
  practicalList: [
    ['Poste 4 20', 'Support informatique, de 7 h 30 à 18 h 30'],
    ['Poste 15', 'Urgence sur site, jour et nuit'],
    ['Navette', 'Lyon – Manchester, départ le jeudi à 13 h'],
    ['Cantine', 'Lyon et Nantes jusqu’à 13 h 30, Trafford Park jusqu’à 14 h'],
  ],
  readMore: 'Lire la suite',
  by: 'Par',
  back: 'Retour à l’accueil',

  itHelpLead:
    'Posez votre question : la réponse servira au suivant. Un compte, un droit d’accès, du matériel cassé : ouvrez un ticket. Plus rien ne marche : poste 4 20.',
  questions: 'Questions et réponses',
  itHelpPeople: 'L’équipe du support',
  statusTitle: 'État des services',
  statusService: 'Service',
  statusState: 'État',
  statusList: [
    ['Messagerie et réunions', 'normal'],
    ['SAP', 'normal'],
    ['Portail client', 'normal'],
    ['Intranet', 'lecture seule dimanche de 20 h à 22 h'],
  ],

  communitiesLead: 'Trouvez les espaces qui vous concernent, rejoignez-les, quittez-les sans vous justifier.',
  communityTitle: 'Communauté',
  posts: 'Messages',
  allCommunities: 'Toutes les communautés',

  directoryLead: 'Un nom, une compétence ou simplement votre problème, en une phrase.',
  toKnow: 'Bon à connaître',
  everybody: 'Tout le monde, de A à Z',
  columns: ['Nom', 'Fonction', 'Site'],
  personTitle: 'Fiche',
  lately: 'Derniers messages',

  chat: 'Messagerie',
  chatLead:
    'Ici s’ouvrirait votre messagerie : Teams, Slack, Mattermost… L’adresse est celle que l’administrateur a choisie.',

  policyUpdated: 'En vigueur sur les trois sites',
  cases: 'Signalements',
  moderationLead:
    'Les signalements des espaces que vous animez. Vous décidez, la personne qui a signalé reste inconnue.',
  notFound: 'Cette page n’existe pas',
  notFoundLead: 'Elle a peut-être changé de rubrique.',
};

const en: typeof fr = {
  tagline: 'The Vauclair Hollis intranet',
  skip: 'Skip to content',
  menu: 'Sections',
  home: 'Home',
  itHelp: 'IT help',
  communities: 'Communities',
  directory: 'Directory',
  policies: 'House rules',
  moderation: 'Moderation',
  otherLanguage: 'Français',
  dark: 'Dark theme',
  light: 'Light theme',
  change: 'Change',
  signOut: 'Sign out',
  signedInAs: 'You are',
  signIn: 'Sign in',
  seek: 'Find somebody',
  seekGo: 'Find',
  footer: 'A demonstration portal. The company, its people and its news are imaginary.',

  signInTitle: 'Who are you today?',
  signInLead: 'This demonstration portal has no passwords: choose somebody and see the intranet the way they see it.',
  anybodyElse: 'Somebody else',
  choose: 'Enter',
  asEmployee: 'Employee',
  asSteward: 'Looks after a community',
  asModerator: 'Moderates everywhere',
  asAdmin: 'Administrator',
  asSupplier: 'Supplier',
  asClient: 'Client',

  lead: 'Top story',
  alsoNews: 'Also this week',
  talk: 'What people say',
  talkLead: 'Your communities, the people you follow, and announcements.',
  write: 'Write something',
  practical: 'Good to know',
  practicalList: [
    ['Ext. 420', 'IT support, 7.30 to 18.30 in France, 7 to 18 in the UK'],
    ['Ext. 15', 'Emergency on site, day and night'],
    ['Shuttle', 'Lyon – Manchester, leaves Thursday at 13.00'],
    ['Canteen', 'Lyon and Nantes until 13.30, Trafford Park until 14.00'],
  ],
  readMore: 'Read on',
  by: 'By',
  back: 'Back to the home page',

  itHelpLead:
    'Ask here: the answer will help the next person. Accounts, access rights, broken kit: open a ticket. Nothing works at all: extension 420.',
  questions: 'Questions and answers',
  itHelpPeople: 'The support team',
  statusTitle: 'Service status',
  statusService: 'Service',
  statusState: 'Status',
  statusList: [
    ['Mail and meetings', 'normal'],
    ['SAP', 'normal'],
    ['Customer portal', 'normal'],
    ['Intranet', 'read-only on Sunday, 20.00 to 22.00'],
  ],

  communitiesLead: 'Find the places that concern you, join them, leave them without a reason.',
  communityTitle: 'Community',
  posts: 'Posts',
  allCommunities: 'All communities',

  directoryLead: 'A name, a skill, or simply your problem in a sentence.',
  toKnow: 'Worth knowing',
  everybody: 'Everybody, from A to Z',
  columns: ['Name', 'Job', 'Site'],
  personTitle: 'Profile',
  lately: 'Latest posts',

  chat: 'Chat',
  chatLead: 'Your chat would open here: Teams, Slack, Mattermost… The address is the one the administrator has set.',

  policyUpdated: 'In force on all three sites',
  cases: 'Flags',
  moderationLead: 'What was flagged in the places you look after. You decide; whoever flagged stays unknown.',
  notFound: 'There is no such page',
  notFoundLead: 'It may have moved to another section.',
};

export const words: Record<Language, typeof fr> = { fr, en };
export type Words = typeof fr;
