/**
 * What goes with what at work, in French and English: how people of a trade call themselves, and what is among its
 * skills, each by all its names. Common knowledge: `PostgreSQL` is a database, and who writes of themselves no more than
 * `backend developer` is likelier to know it than who does not. Only what nobody would dispute is here; what is particular
 * to one company stands in its own vocabulary of skills, which goes before this.
 */
import { readPairs, readWords } from './analysis.ts';

type Trade = {
  /** How its people call themselves. */
  called: string;
  /** A skill a line; its names beside one another. */
  skills: string;
};

const trades: readonly Trade[] = [
  {
    called: `développeur, developer, dev, programmeur, ingénieur logiciel, software engineer, tech lead, lead dev, CTO`,
    skills: `full-stack, fullstack, full stack
      front-end, frontend, intégrateur web
      back-end, backend
      JavaScript, TypeScript, JS, node.js, ES6
      React, Next.js, Vue.js, Angular, Svelte, front-end
      Python, Django, Flask, FastAPI
      Ruby, Ruby on Rails, Rails
      PHP, Symfony, Laravel
      Java, Spring, Spring Boot, Kotlin, JEE
      .NET, dotnet, ASP.NET
      C#
      C++
      Rust
      Go, Golang
      SQL, PostgreSQL, MySQL, MariaDB, base de données, database, backend
      MongoDB, Redis, NoSQL, base de données, backend
      Elasticsearch, OpenSearch, Solr, moteur de recherche, search engine
      API, REST, GraphQL, backend
      développement mobile, mobile development, iOS, Android, Swift, Flutter, React Native
      architecture logicielle, software architecture, architecte
      qualité logicielle, tests, QA, testeur, recette
      low-code, no-code, Airtable, Bubble
      open source, logiciel libre, free software
      WordPress, Drupal, CMS`,
  },
  {
    called: `devops, SRE, administrateur système, sysadmin, system administrator, ingénieur infrastructure, ops`,
    skills: `Docker, conteneurs, containers, Kubernetes, k8s, Helm, devops
      Ansible, Terraform, infrastructure as code
      Linux, Unix, Debian, administration système
      CI/CD, intégration continue, continuous integration, GitLab CI, Jenkins
      cloud, AWS, Azure, GCP, OpenStack, hébergement, hosting
      réseau, network, VPN, télécom, telecom
      supervision, monitoring, Prometheus, Grafana, observabilité`,
  },
  {
    called: `data scientist, data analyst, data engineer, analyste, statisticien, ingénieur data`,
    skills: `data science, science des données, machine learning, apprentissage automatique, IA, AI, intelligence artificielle, artificial intelligence, deep learning
      data analyse, analyse de données, data analysis, statistiques, statistics
      Metabase, Power BI, Tableau, Superset, dataviz, data visualisation, visualisation de données, tableau de bord, dashboard, BI, business intelligence
      data engineering, ETL, Airflow, dbt, Spark, pipeline
      R, pandas, Jupyter
      NLP, TAL, LLM, traitement du langage
      SIG, GIS, cartographie, géomatique, QGIS, mapping
      open data, données ouvertes`,
  },
  {
    called: `RSSI, CISO, ingénieur sécurité, security engineer, expert cyber, SSI`,
    skills: `sécurité informatique, cybersécurité, cyber, cybersecurity, SSI, security, information security, sécurité
      pentest, test d'intrusion, hacking, audit de sécurité, bug bounty
      cryptographie, cryptography, chiffrement, PKI
      homologation, ISO 27001, EBIOS, analyse de risques`,
  },
  {
    called: `designer, UX designer, UI designer, product designer, graphiste, ergonome, design`,
    skills: `UX, user experience, expérience utilisateur, UX research, recherche utilisateur, user research
      UI, interface, Figma, maquettes, design system
      graphisme, graphic design, illustration, direction artistique, Photoshop, InDesign, Illustrator
      design de service, service design, design thinking
      accessibilité, accessibility, a11y, RGAA, WCAG
      content design, UX writing, rédaction web
      motion design, vidéo, video, montage`,
  },
  {
    called: `product manager, product owner, chef de produit, responsable produit, PM, PO, CPO`,
    skills: `gestion de produit, product management, gestionnaire de produit, product owner, product manager, responsable produit, chef de produit, PM, PO, produit, product
      stratégie produit, product strategy, roadmap
      discovery, product discovery, tests utilisateurs`,
  },
  {
    called: `chef de projet, project manager, coach agile, scrum master, directeur de projet, PMO`,
    skills: `gestion de projet, project management, conduite de projet, chef de projet, PMP, Prince2
      agilité, agile, scrum, kanban, SAFe, lean
      conduite du changement, change management, transformation
      facilitation, animation, ateliers, workshops, intelligence collective`,
  },
  {
    called: `coach, formateur, trainer, mentor, consultant`,
    skills: `coaching, accompagnement, mentorat, mentoring
      formation, training, pédagogie, e-learning, enseignement
      management, encadrement, leadership, manager`,
  },
  {
    called: `chargé de communication, communication officer, communicant, responsable communication, community manager, journaliste`,
    skills: `communication, com, relations presse, press relations, communication interne
      réseaux sociaux, social media, community management
      rédaction, copywriting, écriture, éditorial, content, contenu
      événementiel, events
      traduction, translation, interprétariat`,
  },
  {
    called: `growth, growth hacker, responsable marketing, marketeur, traffic manager, chargé d'acquisition, déploiement, bizdev`,
    skills: `croissance, growth, acquisition, growth hacking, growth marketing, déploiement
      marketing, marketing digital, digital marketing, webmarketing, CRM, emailing
      SEO, référencement, référencement naturel, search engine optimization
      SEM, SEA, Google Ads, adwords, publicité, advertising, acquisition
      web analytics, Matomo, Google Analytics, Piwik, analytics, mesure d'audience, tracking`,
  },
  {
    called: `business developer, bizdev, commercial, sales, ingénieur d'affaires, account manager, chargé de partenariats`,
    skills: `business development, développement commercial, bizdev, biz dev, business développement, vente, sales, prospection
      partenariats, partnerships, partenariat
      négociation, negotiation
      relation client, customer success, customer relations, fidélisation`,
  },
  {
    called: `chargé de support, support engineer, technicien support, customer support, helpdesk`,
    skills: `support, assistance, helpdesk, service desk, support utilisateur, user support, hotline, service client, customer service
      Zendesk, Crisp, ticketing, ITIL`,
  },
  {
    called: `entrepreneur, intrapreneur, fondateur, founder, cofondateur, CEO, startuper`,
    skills: `intrapreneuriat, intrapreneurship, intrapreneur
      entrepreneuriat, entrepreneurship, création d'entreprise, startup
      innovation, transformation numérique, digital transformation`,
  },
  {
    called: `fonctionnaire, agent public, civil servant, haut fonctionnaire, attaché d'administration, agent territorial, secrétaire général`,
    skills: `administration publique, public administration, fonction publique, secteur public, public sector, service public, politiques publiques, public policy, ministère, préfecture
      collectivités, local government, collectivité territoriale, mairie, commune, région, territoires
      marchés publics, public procurement, commande publique`,
  },
  {
    called: `juriste, avocat, lawyer, legal counsel, DPO, conseiller juridique, notaire`,
    skills: `droit, law, juridique, affaires juridiques, legal, contentieux, litigation
      RGPD, GDPR, protection des données, data protection, privacy, vie privée, CNIL
      contrats, contracts, droit des contrats
      propriété intellectuelle, intellectual property, brevets, patents
      droit du travail, labour law, relations sociales
      conformité, compliance, éthique, ethics`,
  },
  {
    called: `comptable, accountant, contrôleur de gestion, controller, DAF, CFO, trésorier, financier`,
    skills: `comptabilité, accounting, comptabilité analytique, cost accounting
      contrôle de gestion, management control, budget, reporting financier
      finance, trésorerie, treasury, financement, funding
      audit, audit interne, internal audit
      fiscalité, tax, taxation, impôts
      paie, payroll`,
  },
  {
    called: `RH, HR, DRH, recruteur, recruiter, responsable RH, chargé de recrutement`,
    skills: `ressources humaines, human resources, RH, HR, GPEC
      recrutement, recruitment, talent acquisition, sourcing
      gestion des carrières, career management, mobilité, diversité, inclusion`,
  },
  {
    called: `acheteur, buyer, purchaser, responsable achats, supply chain manager, logisticien`,
    skills: `achats, purchasing, procurement, sourcing, approvisionnement
      logistique, logistics, supply chain, transport, entrepôt, warehouse, stocks
      SAP, ERP, Odoo, PGI`,
  },
  {
    called: `ingénieur, engineer, technicien, technician, mécanicien, électricien, automaticien`,
    skills: `maintenance, réparation, repair, maintenance préventive
      mécanique, mechanics, mechanical engineering, hydraulique
      électricité, electricity, électrotechnique, haute tension
      automatisme, automation, automate, PLC, SCADA
      soudage, welding, soudeur, welder, chaudronnerie
      CAO, CAD, AutoCAD, SolidWorks, dessin industriel
      électronique, electronics, embarqué, embedded
      production, fabrication, manufacturing, usine
      qualité, quality, ISO 9001, assurance qualité, quality assurance, six sigma`,
  },
  {
    called: `préventeur, HSE, QHSE, responsable sécurité, infirmier, médecin du travail`,
    skills: `santé sécurité, HSE, QHSE, prévention, occupational safety, sécurité au travail
      secourisme, first aid, SST
      environnement, environment, écologie, développement durable, sustainability, RSE, CSR, bilan carbone
      énergie, energy, efficacité énergétique, photovoltaïque`,
  },
  {
    called: `architecte, conducteur de travaux, urbaniste, géomètre, maître d'œuvre`,
    skills: `BTP, construction, bâtiment, chantier, génie civil, civil engineering
      BIM, Revit
      urbanisme, urban planning, aménagement, logement, immobilier, real estate`,
  },
  {
    called: `chercheur, researcher, scientifique, scientist, doctorant, PhD`,
    skills: `recherche, research, R&D, recherche et développement
      chimie, chemistry, biologie, biology, physique, physics
      évaluation, evaluation, mesure d'impact, impact assessment, sciences comportementales`,
  },
];

/** A name as the terms that it is found by: one word's stem, or two words together. */
function termOf(name: string): string | undefined {
  const words = readWords(name, true);
  if (words.length === 1 && words[0]!.stems.length === 1) return words[0]!.stems[0];
  if (words.length === 1) return words[0]!.extras[0];
  if (words.length === 2) return readPairs(name, words)[0];
  return undefined;
}
const termsOf = (names: string): string[] => [
  ...new Set(names.split(/[,\n]/).flatMap((name) => termOf(name.trim()) ?? [])),
];

type Known = { names: Set<string>; called: Set<string> };
const known = new Map<string, Known>();
const knownAs = (term: string): Known => {
  const found = known.get(term) ?? { names: new Set(), called: new Set() };
  known.set(term, found);
  return found;
};
for (const { called, skills } of trades) {
  const people = termsOf(called);
  for (const one of people) for (const other of people) knownAs(one).called.add(other);
  for (const line of skills.split('\n')) {
    const names = termsOf(line);
    for (const one of names) {
      for (const other of names) knownAs(one).names.add(other);
      for (const other of people) knownAs(one).called.add(other);
    }
  }
}

/** Other names of what is asked for (`names`), and who is likely to know it (`called`). Of two words that are one name, neither counts alone. */
export function relatedInTrades(text: string): { names: Set<string>; called: Set<string> } {
  const words = readWords(text, true);
  const pairs = words.map((word, i) => readPairs(text, words.slice(i, i + 2))[0]);
  const isPair = (at: number): boolean => known.has(pairs[at] ?? '');
  const asked = words.flatMap(({ stems, extras }, i) =>
    isPair(i) ? [pairs[i]!] : isPair(i - 1) ? [] : extras.some((extra) => known.has(extra)) ? extras : stems,
  );
  const except = new Set([...asked, ...words.flatMap(({ stems }) => stems)]);
  const names = new Set(
    asked.flatMap((term) => [...(known.get(term)?.names ?? [])]).filter((term) => !except.has(term)),
  );
  const called = new Set(
    asked
      .flatMap((term) => [...(known.get(term)?.called ?? [])])
      .filter((term) => !except.has(term) && !names.has(term)),
  );
  return { names, called };
}
