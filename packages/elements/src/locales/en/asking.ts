export default {
  askTitle: 'Ask publicly',
  askProposed: 'Best asked in:',
  askSent: 'Your question is asked',
  askSentHint: 'Whoever reads it can answer, and you are told.',
};
