export default {
  joinNow: (name: string) => `Join ${name}`,
  joinAsk: (name: string) => `Ask to join ${name}`,
  joinAccept: (name: string) => `Accept the invitation to ${name}`,
  joinAsked: (when: string) => `You asked to join ${when}. The stewards decide.`,
  joinInvite: 'One gets in by invitation.',
};
