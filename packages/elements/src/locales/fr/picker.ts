import type en from '../en/picker.ts';

const fr: typeof en = {
  pickerRemove: (name) => `Retirer ${name}`,
  pickerChosen: (name) => `${name}\u00a0: ajout fait.`,
  pickerRemoved: (name) => `${name}\u00a0: retrait fait.`,
  pickerFound: (count) => (count < 2 ? `${count} suggestion` : `${count} suggestions`),
  pickerNone: 'Personne de ce nom ici',
  pickerFailed: 'La recherche n’a pas abouti\u00a0: continuez à écrire pour réessayer.',
  pickerFull: (most) => `Le maximum de ${most} est atteint.`,
};
export default fr;
