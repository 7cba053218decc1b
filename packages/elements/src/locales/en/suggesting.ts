export default {
  suggestPeople: 'People',
  suggestSkills: 'Skills',
  suggestQuestions: 'Questions already answered',
  suggestLabel: 'What you may mean',
  suggestFound: (count: number) =>
    count === 1
      ? '1 suggestion: choose it with the arrow keys'
      : `${count} suggestions: choose one with the arrow keys`,
};
