export default {
  keepSearch: 'Tell me when somebody new matches',
  keptSearch: 'You are told when somebody new matches.',
  keptTitle: 'Saved searches',
  keptNews: (count: number) =>
    count === 1 ? 'A saved search found somebody new' : `${count} saved searches found somebody new`,
  keptNew: 'New:',
  keptMore: (count: number) => (count === 1 ? 'and 1 other' : `and ${count} others`),
  keptDelete: 'Delete',
  keptDeleteOf: (words: string) => `Delete the saved search “${words}”`,
  keptDeleted: 'The saved search was deleted.',
  keptFull: 'You have as many saved searches as there can be. Delete one first.',
  keptFailed: 'This did not work. Try again.',
};
