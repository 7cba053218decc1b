export default {
  mandatesTitle: (name: string) => `What ${name} may speak for the company on`,
  mandatesHint: 'One topic a line. Whoever may open this card reads them; without any, nothing is said.',
  mandatesMany: (most: number) => `There can be ${most} topics at most.`,
  mandatesLong: (most: number) => `A topic has ${most} characters at most.`,
};
