export default {
  suggestPeople: 'Personnes',
  suggestSkills: 'Compétences',
  suggestQuestions: 'Questions déjà résolues',
  suggestLabel: 'Ce que vous cherchez peut-être',
  suggestFound: (count: number) =>
    count === 1
      ? '1 suggestion : choisissez-la avec les flèches'
      : `${count} suggestions : choisissez avec les flèches`,
};
