export default {
  flag: 'Flag',
  flagPost: 'Flag this post',
  flagComment: 'Flag this comment',
  flagPerson: 'Flag this profile',
  flagPage: 'Flag this page',
  flagReceived: 'Flagged',
  flagExamined: 'Being examined',
  flagDecided: 'Decided',
  flagSee: (state: string) => `${state}: see your flag`,
};
