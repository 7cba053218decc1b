export default {
  suggestPeople: 'Personnes',
  suggestSkills: 'Compétences',
  suggestQuestions: 'Questions déjà résolues',
  suggestLabel: 'Ce que vous cherchez peut-être',
  suggestFound: (count: number) =>
    count === 1
      ? '1 suggestion\u00a0: choisissez-la avec les flèches'
      : `${count} suggestions\u00a0: choisissez avec les flèches`,
};
