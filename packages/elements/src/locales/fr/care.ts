import type en from '../en/care.ts';

const fr: typeof en = {
  careHistory: 'Versions précédentes',
  careHistoryText: 'Les ajouts sont soulignés, les suppressions barrées.',
  careHistoryLoading: 'Chargement des versions précédentes…',
  careHistoryMore: 'Afficher les précédentes',
  careImage: (name, alt) => (alt ? `Image ${name}\u00a0: ${alt}` : `Image ${name}, purement décorative`),
  careNow: 'Maintenant',
  careBefore: 'Avant',
  careFirst: 'Au départ',
  careMove: 'Déplacer vers une autre communauté',
  careMoveText:
    'Les commentaires, les réactions et les pièces jointes suivent. Les personnes qui n’ont pas accès à cette communauté ne verront plus la publication.',
  careMoveTo: 'Communauté',
  careMoveDegree: 'Confidentialité',
  careMoveUsual: 'Celle de la communauté, sans jamais l’abaisser',
  careMoveCircles: 'Lue par',
  careMoveWider: 'D’autres personnes qu’auparavant pourront la lire. C’est bien ce que je souhaite.',
  careMoveDo: 'Déplacer',
  careMoved: (name) => `Déplacée dans «\u00a0${name}\u00a0».`,
  careMoveNowhere: 'Vous n’appartenez à aucune autre communauté qui pourrait l’accueillir.',
  careMoveForbidden: 'D’autres personnes qu’auparavant pourraient la lire\u00a0: seul son auteur peut en décider.',
  careMoveConflict:
    'Une personne concernée n’y a pas accès, ou la publication vient d’être déplacée. Choisissez une autre communauté.',
  careMoveWrong: 'Ce choix de lecteurs n’est pas possible dans cette communauté. Choisissez-en d’autres.',
  careSchedule: 'Date de publication',
  careScheduleText: 'D’ici là, vous êtes seul à la voir.',
  careScheduleAt: 'Jour et heure, là où vous êtes',
  careScheduled: (when) => `Publication prévue le ${when}.`,
  careScheduleWrong: 'Choisissez un moment situé entre une minute et un an à partir de maintenant.',
};
export default fr;
