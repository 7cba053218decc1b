import type en from '../en/manage.ts';

const fr: typeof en = {
  manageMenu: 'Actions',
  manageReshare: 'Repartager',
  manageEditTitle: 'Titre',
  manageEditText: 'Texte',
  manageEditLink: 'Lien',
  manageDeleteTitle: 'Supprimer cette publication\u202f?',
  manageDeleteText: 'La publication et ses commentaires disparaissent pour tous. C’est définitif.',
  manageDelete: 'Supprimer',
};
export default fr;
