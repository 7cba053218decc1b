import type en from '../en/attaching.ts';

const fr: typeof en = {
  attachAdd: 'Joindre des images ou des fichiers',
  attachLegend: (count: number, most: number) => `Pièces jointes (${count} sur ${most})`,
  attachAlt: 'Que montre cette image\u202f?',
  attachAltHint: 'Pour les personnes qui ne la voient pas',
  attachDecorative: 'Elle est seulement décorative',
  attachEarlier: 'Avancer',
  attachLater: 'Reculer',
  attachRemove: 'Retirer',
  attachCancel: 'Annuler',
  attachRetry: 'Réessayer',
  attachSending: (name: string) => `Envoi de ${name}`,
  attachSay: 'Décrivez chaque image, ou indiquez qu’elle est seulement décorative.',
  attachWait: 'Certaines pièces jointes ne sont pas encore arrivées. Patientez, ou retirez-les.',
  attachGone: 'Une des pièces jointes n’a pas été acceptée. Retirez-la et joignez-la à nouveau.',
  attachNotTaken:
    'Vous pouvez joindre des images (JPEG, PNG, WebP, AVIF), des PDF et des documents Word, Excel, PowerPoint ou OpenDocument sans macros. Ce fichier n’en est pas un, ou il est endommagé.',
  attachTooLarge: (image: string, file: string) =>
    `Trop volumineux\u00a0: ${image} au plus pour une image, ${file} pour un fichier.`,
};
export default fr;
