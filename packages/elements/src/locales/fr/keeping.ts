import type en from '../en/keeping.ts';

export default {
  keepSearch: 'M’avertir quand une nouvelle personne correspond',
  keptSearch: 'Vous serez averti(e) quand une nouvelle personne correspondra.',
  keptTitle: 'Recherches enregistrées',
  keptNews: (count) =>
    count < 2
      ? 'Une recherche enregistrée a trouvé quelqu’un de nouveau'
      : `${count} recherches enregistrées ont trouvé quelqu’un de nouveau`,
  keptNew: 'Nouveau\u00a0:',
  keptMore: (count: number) => (count < 2 ? `et ${count} autre` : `et ${count} autres`),
  keptDelete: 'Supprimer',
  keptDeleteOf: (words: string) => `Supprimer la recherche enregistrée «\u00a0${words}\u00a0»`,
  keptDeleted: 'La recherche enregistrée est supprimée.',
  keptFull: 'Vous avez atteint le nombre maximal de recherches enregistrées. Supprimez-en une d’abord.',
  keptFailed: 'Cela n’a pas fonctionné. Réessayez.',
} satisfies typeof en;
