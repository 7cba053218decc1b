export default {
  pickerRemove: (name: string) => `Remove ${name}`,
  pickerChosen: (name: string) => `${name} chosen.`,
  pickerRemoved: (name: string) => `${name} removed.`,
  pickerFound: (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  pickerNone: 'Nobody of that name here',
  pickerFailed: 'Nothing could be looked up just now: type on to try again.',
  pickerFull: (most: number) => `${most} are as many as can be chosen.`,
};
