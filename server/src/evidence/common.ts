/**
 * Words that everybody writes of everything, whatever the subject: numbers, days, the commonest verbs, adjectives and
 * adverbs of French and English. They are no stop words, as whoever asks for one of them alone shall find it; beside other
 * words they say little. How rare a word is among some hundred texts cannot tell `lire` from `schéma`; this list can. Left
 * out is what also names work: change, marché, montage, prise, temps, travail.
 */
import { fold, stem } from './analysis.ts';

const common = new Set(
  `one two three four five six seven eight nine ten eleven twelve twenty hundred first second third last next new old
  good bad better best worse worst big small large little long short much many lot lots different another else every
  everything everybody everyone nothing nobody anything still already yet always never often sometimes soon later now
  today tomorrow yesterday tonight day week month year hour minute morning afternoon evening monday tuesday wednesday
  thursday friday saturday sunday go goes going went gone come comes coming came make makes making made take takes
  taking took taken give gives giving gave given put puts putting find finds finding found look looks looked see sees
  seeing saw seen say says saying said tell tells told ask asks asked asking think thinks thought try tries tried
  trying wants wanted wanting needs needed seem seems seemed keep keeps keeping kept happen happens happened become
  stay stays read reads reading write writes writing wrote written work works worked working help helps able possible
  impossible sure maybe perhaps really quite enough even though although without within around away however rather
  instead wrong right way thing stuff kind sort part bit half whole reason idea question answer problem issue
  people example yes okay exactly actually simply basically understand explain mean means meant would should shall
  cannot across along almost deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente cent mille
  premier premiere deuxieme troisieme dernier derniere prochain prochaine nouveau nouvel nouvelle ancien ancienne
  vieux vieille bon bonne mauvais mauvaise meilleur meilleure mieux pire grand grande petit petite gros grosse autre
  autres chaque plusieurs beaucoup moins encore toujours jamais deja souvent parfois bientot maintenant aujourd hui
  hier demain jour journee semaine mois annee heure matin matinee soir soiree lundi mardi mercredi jeudi vendredi
  samedi dimanche aller va vont allait vais allons venir viens vient viennent venu venait revenir revient mettre met
  mettent mis prendre prend prends prennent donner donne donnent tenir tient tiens trouver trouve trouvent trouves
  chercher cherche cherchent voir vois voit voient vu vue dire dit disent demander demande penser pense pensez croire
  crois croit essayer essaie essaye essayez vouloir veux veut veulent voulais voudrais devoir dois doit doivent
  devrait devrais falloir faut faudrait pouvoir pouvez pouvons pourrait pourrais arriver arrive arrivent passer passe
  passent rester reste restent laisser laisse devenir devient sembler semble lire lis lit lu ecrire ecrit utiliser
  utilise utilisez aider aide comprendre comprend comprends expliquer rien quelque quelques quelqu chose choses facon
  maniere fois lieu cote debut reponse probleme souci raison idee besoin exemple presque environ seulement ici avant
  pendant jusqu contre autour parce cependant pourtant plutot assez trop oui non vraiment seul seule exactement
  simplement`
    .split(/\s+/)
    .map((word) => stem(fold(word))),
);

/** Whether the term says little beside others; small numbers do, too. */
export const isCommon = (term: string): boolean => common.has(term) || /^\d{1,2}$/.test(term);
