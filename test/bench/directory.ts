/**
 * A directory of any size, drawn from a seed: people with names, roles, skills and what they say of themselves in French
 * or English, and posts, answers and projects whose words are as frequent as words are (Zipf). All of it is invented.
 */

/** mulberry32: numbers in [0, 1) that are the same in each run. */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Draw = ReturnType<typeof draws>;
/** One of `size` places, the k-th as often as 1/(k + 5) (Zipf and Mandelbrot). */
const zipf = (draw: Draw, size: number): number => Math.min(size - 1, Math.floor(5 * (((size + 5) / 5) ** draw() - 1)));
const frequent = <One>(draw: Draw, from: readonly One[]): One => from[zipf(draw, from.length)]!;
const any = <One>(draw: Draw, from: readonly One[]): One => from[Math.floor(draw() * from.length)]!;
const times = <One>(count: number, make: (i: number) => One): One[] => Array.from({ length: count }, (_, i) => make(i));
const shuffled = <One>(draw: Draw, from: readonly One[]): One[] =>
  from
    .map((one) => ({ one, place: draw() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);

const firstNames =
  `Adèle Agnès Aimée Alain Albert Alice Amélie Anaïs André Anne Antoine Armelle Arthur Astrid Aurélie Béatrice
  Benoît Bérénice Bernard Boris Brigitte Camille Carla Cécile Cédric Céline Charles Chloé Christian Claire Clément Colette
  Corentin Cyril Damien Daniel David Delphine Denis Dorothée Édith Élise Élodie Émile Emma Éric Estelle Étienne Eva Fabien
  Fanny Farid Félix Florence François Françoise Frédéric Gaël Gaëlle Geneviève Georges Gérald Gérard Gilles Grégoire
  Guénolé Guillaume Hélène Henri Hervé Hugo Inès Irène Jacques Jean Jeanne Jérémie Jérôme Joël Joëlle José Judith Jules
  Julie Karim Laëtitia Laurent Léa Léo Léonie Louise Lucas Lucie Madeleine Maël Manon Marc Margaux Marie Martin Mathilde
  Maxime Mélanie Michel Mireille Naïma Nathalie Nicolas Noémie Nora Océane Olivier Pascal Patrick Paul Pénélope Perrine
  Philippe Pierre Quentin Rachel Raphaël Raymond Régis Rémi René Robin Roger Romane Sabine Samuel Sébastien Séverine Simon
  Solène Sophie Stéphane Sylvie Thérèse Thibault Thomas Valérie Véronique Victor Vincent Virginie William Xavier Yasmina
  Yann Yves Zoé Aaron Abigail Andrew Ashley Barbara Björn Carol Deborah Elizabeth Ewan Fiona Gareth Günter Heather Ingrid
  Ivan Jürgen Kevin Liam Łukasz Maeve Nigel Oisín Pablo Rosalind Seán Søren Tomás Ursula Walter Zoltán`
    .split(/\s+/)
    .filter(Boolean);
const starts =
  'Bar Ber Blan Bou Bré Cam Car Cha Clé Cor Cré Dal Del Des Du Fal Fer Fon Gar Gé Gran Hé Jou La Lar Lé Lu Mar Mé Mi Mor Mou Né Nor Pé Per Pré Qué Ra Ré Ri Rou Sa Sé Sor Ta Thé Tou Va Ver Vi Wal'.split(
    ' ',
  );
const middles = [
  '',
  'ba',
  'bé',
  'che',
  'da',
  'dri',
  'ga',
  'gne',
  'la',
  'le',
  'li',
  'ma',
  'mé',
  'na',
  'né',
  'qui',
  'ra',
  'ri',
  'sse',
  'ti',
  'va',
  'vi',
];
const ends =
  'ard aud beau çon chet court dier don feld gnac ier lais lin man mont nard net nier quet ron son tel thier vain ville voy'.split(
    ' ',
  );

const activities: [en: string, fr: string][] = [
  ['maintenance', 'maintenance'],
  ['repair', 'réparation'],
  ['design', 'conception'],
  ['purchase', 'achat'],
  ['sale', 'vente'],
  ['control', 'contrôle'],
  ['audit', 'audit'],
  ['planning', 'planification'],
  ['management', 'gestion'],
  ['testing', 'essai'],
  ['welding', 'soudage'],
  ['assembly', 'assemblage'],
  ['cleaning', 'nettoyage'],
  ['painting', 'peinture'],
  ['analysis', 'analyse'],
  ['modelling', 'modélisation'],
  ['supervision', 'encadrement'],
  ['inspection', 'inspection'],
  ['transport', 'transport'],
  ['storage', 'stockage'],
  ['packaging', 'emballage'],
  ['pricing', 'tarification'],
  ['negotiation', 'négociation'],
  ['training', 'formation'],
  ['recruitment', 'recrutement'],
  ['drawing', 'dessin'],
  ['measurement', 'métrologie'],
  ['programming', 'programmation'],
  ['translation', 'traduction'],
  ['writing', 'rédaction'],
  ['regulation', 'réglementation'],
  ['insurance', 'assurance'],
  ['recycling', 'recyclage'],
  ['forecasting', 'prévision'],
  ['calibration', 'étalonnage'],
  ['machining', 'usinage'],
  ['casting', 'moulage'],
  ['automation', 'automatisation'],
  ['monitoring', 'surveillance'],
  ['installation', 'installation'],
  ['certification', 'certification'],
  ['communication', 'communication'],
  ['archiving', 'archivage'],
  ['budgeting', 'budgétisation'],
  ['restoration', 'restauration'],
  ['simulation', 'simulation'],
  ['teaching', 'enseignement'],
  ['research', 'recherche'],
  ['delivery', 'livraison'],
  ['grinding', 'rectification'],
];
const objects: [en: string, fr: string][] = [
  ['pump', 'pompe'],
  ['valve', 'vanne'],
  ['turbine', 'turbine'],
  ['boiler', 'chaudière'],
  ['engine', 'moteur'],
  ['robot', 'robot'],
  ['conveyor', 'convoyeur'],
  ['crane', 'grue'],
  ['warehouse', 'entrepôt'],
  ['invoice', 'facture'],
  ['contract', 'contrat'],
  ['tax', 'impôt'],
  ['payroll', 'paie'],
  ['customer', 'client'],
  ['supplier', 'fournisseur'],
  ['network', 'réseau'],
  ['database', 'base de données'],
  ['server', 'serveur'],
  ['website', 'site web'],
  ['sensor', 'capteur'],
  ['battery', 'batterie'],
  ['cable', 'câble'],
  ['bridge', 'pont'],
  ['tunnel', 'tunnel'],
  ['road', 'route'],
  ['rail', 'voie ferrée'],
  ['wagon', 'wagon'],
  ['aircraft', 'aéronef'],
  ['ship', 'navire'],
  ['truck', 'camion'],
  ['building', 'bâtiment'],
  ['roof', 'toiture'],
  ['façade', 'façade'],
  ['elevator', 'ascenseur'],
  ['garden', 'jardin'],
  ['forest', 'forêt'],
  ['water', 'eau'],
  ['waste', 'déchet'],
  ['gas', 'gaz'],
  ['steam', 'vapeur'],
  ['solvent', 'solvant'],
  ['resin', 'résine'],
  ['glass', 'verre'],
  ['steel', 'acier'],
  ['aluminium', 'aluminium'],
  ['copper', 'cuivre'],
  ['wood', 'bois'],
  ['paper', 'papier'],
  ['textile', 'textile'],
  ['leather', 'cuir'],
  ['food', 'denrée'],
  ['meat', 'viande'],
  ['dairy', 'laiterie'],
  ['medicine', 'médicament'],
  ['vaccine', 'vaccin'],
  ['prosthesis', 'prothèse'],
  ['patient', 'patient'],
  ['laboratory', 'laboratoire'],
  ['microscope', 'microscope'],
  ['laser', 'laser'],
  ['radar', 'radar'],
  ['antenna', 'antenne'],
  ['satellite', 'satellite'],
  ['map', 'cartographie'],
  ['survey', 'enquête'],
  ['statistics', 'statistique'],
  ['budget', 'budget'],
  ['treasury', 'trésorerie'],
  ['loan', 'prêt'],
  ['pension', 'retraite'],
  ['accident', 'accident'],
  ['fire', 'incendie'],
  ['noise', 'bruit'],
  ['ventilation', 'ventilation'],
  ['refrigeration', 'réfrigération'],
  ['compressor', 'compresseur'],
  ['gearbox', 'engrenage'],
  ['bearing', 'roulement'],
  ['hydraulics', 'hydraulique'],
  ['pneumatics', 'pneumatique'],
  ['furnace', 'four'],
  ['kiln', 'séchoir'],
  ['tyre', 'pneumatique de camion'],
  ['brake', 'frein'],
  ['signalling', 'signalisation'],
  ['ticketing', 'billetterie'],
  ['timetable', 'horaire'],
  ['passenger', 'voyageur'],
  ['luggage', 'bagage'],
  ['catering', 'restauration collective'],
  ['library', 'bibliothèque'],
  ['museum', 'musée'],
  ['archive', 'archive'],
  ['election', 'élection'],
  ['census', 'recensement'],
  ['school', 'école'],
  ['nursery', 'crèche'],
  ['hospital', 'hôpital'],
  ['prison', 'prison'],
  ['court', 'tribunal'],
  ['patent', 'brevet'],
  ['trademark', 'marque'],
  ['data', 'donnée'],
  ['interface', 'interface'],
  ['firmware', 'micrologiciel'],
  ['circuit', 'circuit'],
  ['transistor', 'transistor'],
  ['screen', 'écran'],
  ['keyboard', 'clavier'],
  ['printer', 'imprimante'],
  ['camera', 'caméra'],
  ['microphone', 'microphone'],
  ['harvest', 'récolte'],
  ['vineyard', 'vignoble'],
  ['orchard', 'verger'],
  ['cattle', 'bétail'],
  ['poultry', 'volaille'],
  ['fishery', 'pêcherie'],
];
const symbols =
  'C C++ C# .NET R SQL Excel Python Java Kubernetes Linux SAP AutoCAD Photoshop Kotlin Fortran COBOL MATLAB Terraform GraphQL'.split(
    ' ',
  );
const roles: [en: string, fr: string][] = [
  ['engineer', 'ingénieure'],
  ['technician', 'technicien'],
  ['manager', 'responsable'],
  ['specialist', 'spécialiste'],
  ['assistant', 'assistante'],
  ['buyer', 'acheteur'],
  ['analyst', 'analyste'],
  ['adviser', 'conseillère'],
  ['operator', 'opérateur'],
  ['director', 'directrice'],
];
const sites = 'Lyon Nantes Lille Toulouse Brest Genève Bruxelles Montréal London Dublin Rabat Tunis'.split(' ');
const units = times(
  60,
  (i) => `${['operations', 'finance', 'research', 'sales', 'people', 'systems'][i % 6]}/${objects[i]![0]}`,
);

export type Skill = { id: string; label: { en: string; fr: string }; synonyms: { en: string[]; fr: string[] } };
export type Person = {
  id: string;
  name: string;
  title: string;
  unit: string;
  site: string;
  bio: string;
  languages: string[];
  skills: { skill: number; level: string | null; asks: boolean; open: boolean }[];
};
/** A post or an answer; `thread` of an answer is the place of its post. */
export type Writing = {
  id: string;
  author: number;
  thread: number | null;
  title: string | null;
  text: string;
  tags: string[];
  at: Date;
  community: number | null;
};
export type Project = { id: string; title: string; text: string; members: { person: number; days: number }[] };
export type Directory = { skills: Skill[]; people: Person[]; writings: Writing[]; projects: Project[] };
export type Size = { people: number; evidence: number; communities: number };

const uuid = (kind: number, i: number): string =>
  `019c0000-0000-7000-8${kind.toString().padStart(3, '0')}-${i.toString(16).padStart(12, '0')}`;
export const uuidOf = {
  person: (i: number) => uuid(0, i),
  skill: (i: number) => uuid(1, i),
  writing: (i: number) => uuid(2, i),
  project: (i: number) => uuid(3, i),
  community: (i: number) => uuid(4, i),
};

/** The words of a company: the most frequent short and plain, the others long and rare. */
function vocabulary(draw: Draw, size: number, language: 'en' | 'fr'): string[] {
  const syllables =
    'ba be bi bo bra cal can cer clo con cra da del di dor dra fa fer fi flo for ga gen gi gra ja la len li lo lu ma men mi mo na ner no pa per pi plo por qua ra ren ri ro sa sen si so sta ta ten ti to tra va ven vi vo'.split(
      ' ',
    );
  const accents = 'é è ê â î ô'.split(' ');
  const endings = {
    en: ['tion', 'ing', 'ment', 'er', 'al', 'ity', 's', ''],
    fr: ['tion', 'age', 'ement', 'eur', 'ique', 'ité', 's', 'euse'],
  }[language];
  const made = new Set<string>();
  while (made.size < size) {
    const length = 1 + Math.min(3, Math.floor(Math.log2(2 + made.size / 400)));
    const middle = times(length, () => any(draw, syllables)).join('');
    const accent = language === 'fr' && draw() < 0.3 ? any(draw, accents) : '';
    made.add(`${middle}${accent}${any(draw, endings)}`);
  }
  return [...made];
}

export const openingOfTime = Date.UTC(2023, 10, 20);
const days = 1_096;
const levelsDrawn = ['practising', 'practising', 'proficient', 'expert', 'learning', null] as const;

export function makeDirectory({ people: peopleCount, evidence, communities }: Size): Directory {
  const draw = draws(20_261_122);
  const skills: Skill[] = shuffled(
    draw,
    activities.flatMap(([en, fr]) => objects.map(([of, de]) => ({ en: `${of} ${en}`, fr: `${fr} de ${de}` }))),
  )
    .concat(symbols.map((name) => ({ en: name, fr: name })))
    .map((label, i, { length }) => ({
      id: uuidOf.skill(i),
      label,
      synonyms:
        i % 3 === 0 && i < length - symbols.length
          ? { en: [label.en.split(' ').reverse().join(' of ')], fr: [] }
          : { en: [], fr: [] },
    }));
  // The symbols are as frequent as any.
  const order = shuffled(
    draw,
    skills.map((_, i) => i),
  );
  const words = { en: vocabulary(draw, 12_000, 'en'), fr: vocabulary(draw, 12_000, 'fr') };
  const lastNames = [
    ...new Set(starts.flatMap((start) => middles.flatMap((middle) => ends.map((end) => `${start}${middle}${end}`)))),
  ];
  const names = shuffled(draw, lastNames).slice(0, 12_000);
  const text = (language: 'en' | 'fr', length: number, about: readonly { skill: number }[]): string => {
    const said: string[] = [];
    while (said.length < length)
      if (draw() < 0.12) said.push(...skills[any(draw, about).skill]!.label[language].split(' '));
      else said.push(frequent(draw, words[language]));
    return `${said.join(' ')}.`;
  };
  const people = times(peopleCount, (i): Person => {
    const language = draw() < 0.6 ? 'fr' : 'en';
    const own = new Set<number>();
    while (own.size < 8) own.add(frequent(draw, order));
    const held = [...own].map((skill) => ({
      skill,
      level: any(draw, levelsDrawn),
      asks: draw() < 0.1,
      open: draw() < 0.9,
    }));
    const [role, trade] = [any(draw, roles), skills[held[0]!.skill]!];
    const last = frequent(draw, names);
    return {
      id: uuidOf.person(i),
      name: `${frequent(draw, firstNames)} ${draw() < 0.06 ? 'Le ' : ''}${last}${draw() < 0.05 ? `-${frequent(draw, names)}` : ''}`,
      title: language === 'fr' ? `${role[1]} ${trade.label.fr}` : `${trade.label.en} ${role[0]}`,
      unit: any(draw, units),
      site: frequent(draw, sites),
      bio: text(language, 8 + Math.floor(draw() * 16), held),
      languages: language === 'fr' ? (draw() < 0.5 ? ['fr', 'en'] : ['fr']) : ['en'],
      skills: held,
    };
  });
  const writings: Writing[] = [];
  const projectCount = Math.round(evidence / 100);
  for (let i = 0; i < evidence - projectCount; i++) {
    const answers = i > 100 && draw() < 0.65;
    const thread = answers ? Math.floor(draw() * i) : null;
    const root = thread === null ? null : (writings[thread]!.thread ?? thread);
    const author = Math.min(peopleCount - 1, Math.floor(peopleCount * draw() ** 2));
    const { languages, skills: held } = people[author]!;
    const language = languages[0] as 'en' | 'fr';
    const asked = root === null ? undefined : writings[root]!;
    writings.push({
      id: uuidOf.writing(i),
      author,
      thread: root,
      title: asked ? null : text(language, 4, held),
      text: text(language, 5 + Math.floor(draw() * 15), held),
      tags: asked ? [] : [any(draw, activities)[0]],
      at: new Date(openingOfTime + ((i + draw()) / evidence) * days * 86_400_000),
      community: asked ? asked.community : draw() < 0.6 ? null : Math.floor(draw() * communities),
    });
  }
  const projects = times(projectCount, (i): Project => {
    const members = new Set(times(6, () => Math.floor(draw() * peopleCount)));
    const about = people[[...members][0]!]!.skills;
    return {
      id: uuidOf.project(i),
      title: text('en', 3, about),
      text: text('en', 40, about),
      members: [...members].map((person) => ({ person, days: Math.floor(draw() * 600) })),
    };
  });
  return { skills, people, writings, projects };
}
