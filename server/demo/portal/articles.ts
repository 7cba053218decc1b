/** The portal's own pages of text: news and one policy, by hand, in both languages. */
import type { Language } from './words.ts';

export type Article = {
  slug: string;
  /** User name of who wrote it. */
  author: string;
  kicker: Record<Language, string>;
  title: Record<Language, string>;
  standfirst: Record<Language, string>;
  /** Paragraphs; one that starts with `## ` is a heading. */
  body: Record<Language, string[]>;
};

export const news: Article[] = [
  {
    slug: 'rousses-dessus',
    author: 'elodie.vasseur',
    kicker: { fr: 'Chantier', en: 'On site' },
    title: {
      fr: 'Les Rousses-Dessus\u00a0: le fromage passera à la chaleur du froid',
      en: 'Les Rousses-Dessus: cheese made with the heat of cold',
    },
    standfirst: {
      fr: 'La pompe à chaleur de 780 kW part lundi soir pour le Haut-Doubs. Récit d’une machine, de deux camions et d’un muret.',
      en: 'The 780\u00a0kW heat pump leaves for the mountains on Monday night. The story of one machine, two lorries and a garden wall.',
    },
    body: {
      fr: [
        'Elle tient dans deux camions parce que la route du hameau, elle, ne tient pas dans un seul. Capot d’un côté, groupe nu de l’autre\u00a0: l’idée est venue du transporteur, le gabarit de Nantes, et la dame aux géraniums garde son muret.',
        'À l’essai, la machine a donné 791 kW pour 780 promis, à 80 °C. Le pasteurisateur n’en demande pas plus\u00a0: en ajoutant douze plaques qui attendaient sur le bâti, l’équipe de la fromagerie a gagné cinq degrés, et 81 000 kWh par an.',
        '## Et maintenant',
        'Dernier lait lundi à 20 heures, premier lait chauffé sans fioul vendredi à 5 heures. Entre les deux, quatre nuits courtes et une grue que les enfants de l’école viendront voir de l’autre côté de la route.',
      ],
      en: [
        'It takes two lorries because the village road will not take one. Casing on the first, bare machine on the second: the haulier had the idea, Nantes drew the template, and the lady with the geraniums keeps her wall.',
        'On the test bench the machine gave 791\u00a0kW where 780 were promised, at 80\u00a0°C. The pasteuriser asks for no more: by adding twelve plates that had been waiting on the frame, the dairy’s own team gained five degrees, and 81,000\u00a0kWh a year.',
        '## What happens next',
        'Last milk on Monday at 20.00, first milk heated without oil on Friday at 5.00. In between: four short nights, and a crane that the schoolchildren will watch from across the road.',
      ],
    },
  },
  {
    slug: 'carnets',
    author: 'liam.prescott',
    kicker: { fr: 'Métier', en: 'Craft' },
    title: { fr: 'Trente et un carnets et une recette de gratin', en: 'Thirty-one notebooks and a gratin' },
    standfirst: {
      fr: 'Quarante ans de froid à l’ammoniac au crayon\u00a0: on numérise les carnets de Gérard Pichon.',
      en: 'Forty years of ammonia plants in pencil: Gérard Pichon’s notebooks are being scanned.',
    },
    body: {
      fr: [
        'Neuf carnets sont en ligne. On y cherche un nom de site et l’on trouve une charge de fluide, le croquis d’une vanne, parfois un conseil sans appel\u00a0: «\u00a0V17, laisser à fond, ne pas écouter le client\u00a0».',
        'Camille Roy passe ses vendredis au scanner, Benoît Charvet indexe. Si votre site n’y est pas encore, demandez\u00a0: il passera devant. La recette est au carnet 17, page 112\u202f; elle précise l’altitude.',
      ],
      en: [
        'Nine notebooks are online. Look up a site and you find a refrigerant charge, a sketch of a valve, sometimes advice that brooks no argument: “V17, leave fully open, do not listen to the customer.”',
        'Camille Roy spends her Fridays at the scanner and Benoît Charvet keeps the index. If your site is not there yet, ask and it will jump the queue. The recipe is in notebook 17, page 112, and it states the altitude.',
      ],
    },
  },
  {
    slug: 'ecole-de-soudage',
    author: 'delphine.roche',
    kicker: { fr: 'Formation', en: 'Training' },
    title: { fr: 'École de soudage\u00a0: douze places au printemps', en: 'Welding school: twelve places in spring' },
    standfirst: {
      fr: 'Trois jours pour comprendre, cinq pour reprendre. Gaëlle Perrin et Aleksandra Nowak animent.',
      en: 'Three days to understand, five to pick it up again. Gaëlle Perrin and Aleksandra Nowak teach.',
    },
    body: {
      fr: [
        'La session «\u00a0découverte\u00a0» s’adresse à ceux qui dessinent, achètent ou contrôlent sans avoir jamais tenu une torche. La session «\u00a0reprise\u00a0» à ceux qui en ont tenu une il y a longtemps.',
        'Inscription auprès de Delphine Roche. Chaussures fermées, manches longues, et de la patience.',
      ],
      en: [
        'The discovery session is for those who draw, buy or inspect and have never held a torch. The refresher is for those who held one long ago.',
        'Sign up with Delphine Roche. Closed shoes, long sleeves, and patience.',
      ],
    },
  },
  {
    slug: 's4-cycle-2',
    author: 'kate.moorcroft',
    kicker: { fr: 'SAP S/4', en: 'SAP S/4' },
    title: {
      fr: 'Deuxième cycle d’essais\u00a0: le rouge est dans le tableau',
      en: 'Test cycle two: the red is in the table',
    },
    standfirst: {
      fr: '101 essais réussis sur 125 du premier coup, trois étiquettes récalcitrantes, une semaine de plus.',
      en: '101 of 125 tests passed first time, three stubborn labels, one more week.',
    },
    body: {
      fr: [
        'Les ordres de maintenance, les pièces et les achats sont prêts. Les étiquettes ne le sont pas, alors le troisième cycle commence une semaine plus tard\u00a0: mieux vaut l’écrire maintenant.',
        'Chaque équipe a désormais son relais S/4. Si vous ne connaissez pas le vôtre, la communauté SAP vous le dira.',
      ],
      en: [
        'Maintenance orders, parts and purchasing are ready. Labels are not, so cycle three starts a week later: better to say so now.',
        'Every team now has its S/4 contact. If you do not know yours, the SAP community will tell you.',
      ],
    },
  },
  {
    slug: 'hiver',
    author: 'sandrine.legoff',
    kicker: { fr: 'Sécurité', en: 'Safety' },
    title: { fr: 'Verglas\u00a0: par où passer, quand attendre', en: 'Ice: which way to walk, when to wait' },
    standfirst: {
      fr: 'Allées salées à 5 h 30, et pour les itinérants une consigne simple\u00a0: si la route ne passe pas, on attend.',
      en: 'Paths salted at 5.30, and one simple rule for the road: if it is not passable, wait.',
    },
    body: {
      fr: [
        'Les parkings et les quais de Lyon et de Nantes sont salés avant la première équipe. Passez par les allées salées, même si c’est plus long.',
        'Sur la route\u00a0: vous appelez et vous attendez. Un groupe froid en panne par −5 °C dehors, ça reste froid.',
      ],
      en: [
        'Car parks and docks in Lyon, Nantes and Trafford Park are salted before the first shift. Use the salted paths even if they are longer.',
        'On the road: ring, and wait. A chiller that has stopped when it is −5\u00a0°C outside is still cold.',
      ],
    },
  },
];

export const policy: Article = {
  slug: 'remote-work',
  author: 'annelaure.fontanel',
  kicker: { fr: 'Règle de la maison', en: 'House rule' },
  title: { fr: 'Télétravail\u00a0: deux jours, et du bon sens', en: 'Working from home: two days, and common sense' },
  standfirst: {
    fr: 'Qui peut télétravailler, combien, et ce que l’entreprise prend à sa charge sur les trois sites.',
    en: 'Who can work from home, how often, and what the company pays for on the three sites.',
  },
  body: {
    fr: [
      'Le travail à domicile est ouvert à toute personne dont le poste le permet, dès la fin de la période d’essai. Jusqu’à deux jours par semaine, choisis avec le responsable et inscrits au planning de l’équipe.',
      '## Ce qui ne se fait pas à distance',
      'L’atelier, le magasin, les bancs d’essai et les interventions. Pour ces métiers, une demi-journée par mois est réservée aux formations et aux comptes rendus, où l’on veut.',
      '## Joignable, pas disponible',
      'Les horaires sont ceux du site. Personne n’est tenu de répondre avant 8 heures, après 18 heures ni pendant le déjeuner. Les messages attendent\u202f; l’astreinte a son propre numéro.',
      '## Matériel et frais',
      'Un écran, un casque et un siège sont prêtés. Une somme de 15 € par mois (13 £ à Manchester) couvre l’énergie et le réseau, versée avec la paie, sans justificatif.',
      '## Quand la règle ne convient pas',
      'Parlez-en d’abord à votre responsable, puis à Anne-Laure Fontanel ou à Hannah Brierley. Une exception se décide en une semaine et s’écrit.',
    ],
    en: [
      'Working from home is open to everybody whose job allows it, from the end of the probation period. Up to two days a week, agreed with your manager and entered in the team’s planner.',
      '## What cannot be done from afar',
      'The workshops, the stores, the test benches and site visits. For these trades half a day a month is kept for training and reports, wherever you like.',
      '## Reachable, not available',
      'Hours are those of your site. Nobody has to answer before 8, after 18 or during lunch. Messages can wait; the call-out rota has its own number.',
      '## Equipment and costs',
      'A screen, a headset and a chair are lent to you. £13 a month (€15 in France) covers energy and network, paid with your salary, no receipts.',
      '## When the rule does not fit',
      'Talk to your manager first, then to Anne-Laure Fontanel or Hannah Brierley. An exception is decided within a week and written down.',
    ],
  },
};
