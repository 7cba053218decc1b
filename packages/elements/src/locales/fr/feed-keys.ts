import type en from '../en/feed-keys.ts';

const fr: typeof en = {
  keysOpen: 'Lire ailleurs',
  keysTitle: 'Lire ces publications dans votre outil',
  keysLead:
    'Outlook, Thunderbird et les lecteurs de flux peuvent s’abonner à ces publications. Ils lisent avec une clé qui leur est propre, jamais avec votre mot de passe.',
  keysAddress: 'Adresse du flux',
  keysUser: 'Nom d’utilisateur',
  keysKey: 'Mot de passe\u00a0: la clé',
  keysCopy: 'Copier',
  keysCopied: 'Copié.',
  keysOnce: 'Copiez la clé maintenant\u00a0: elle ne sera plus affichée.',
  keysName: 'À quoi servira la clé\u202f?',
  keysExample: 'Thunderbird sur mon portable',
  keysUnnamed: 'Dites à quoi elle servira\u00a0: vous saurez plus tard laquelle révoquer.',
  keysMake: 'Créer une clé',
  keysMaking: 'Création…',
  keysMine: 'Vos clés',
  keysNone: 'Vous n’avez pas encore de clé.',
  keysUsed: (day) => `utilisée pour la dernière fois le ${day}`,
  keysUnused: 'jamais utilisée',
  keysUntil: (day) => `valable jusqu’au ${day}`,
  keysOver: (day) => `expirée le ${day}`,
  keysRevoke: 'Révoquer',
  keysRevokeName: (name) => `Révoquer la clé «\u00a0${name}\u00a0»`,
  keysRevokeSure: 'Ce qui lit avec elle s’arrête aussitôt.',
  keysMost: 'Dix clés au plus. Révoquez-en une dont vous ne vous servez pas.',
  keysHow: 'Comment s’abonner',
  keysThunderbird:
    'Thunderbird\u00a0: Fichier, Nouveau, Compte de flux\u202f; puis Gérer les abonnements, et collez l’adresse. Il demande un nom et un mot de passe\u00a0: votre nom d’utilisateur et la clé.',
  keysOutlook:
    'Outlook (classique)\u00a0: clic droit sur Flux RSS, Ajouter un nouveau flux RSS, et collez l’adresse. S’il ne peut pas demander de mot de passe, un lecteur de flux le peut.',
  keysLimits:
    'Les publications restreintes et confidentielles ne quittent jamais le navigateur. Ce que vous ne pouvez plus lire disparaît du flux dès la consultation suivante\u202f; ce que votre outil a déjà relevé y reste.',
};
export default fr;
