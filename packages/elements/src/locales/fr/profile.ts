import type en from '../en/profile.ts';

const fr: typeof en = {
  profileContact: 'Contact',
  profileMail: 'E-mail',
  profilePhone: 'Téléphone',
  profileOrg: 'Organisation',
  profileUnit: 'Service',
  profileSite: 'Site',
  profileManager: 'Responsable',
  profileLanguages: 'Langues',
  profileSince: 'Ici depuis',
  profileSkills: 'Compétences',
  profileNoSkills: 'Aucune compétence déclarée',
  levelLearning: 'En apprentissage',
  levelPractising: 'En pratique',
  levelProficient: 'Maîtrise',
  levelExpert: 'Expertise',
  tagAskMeAbout: 'Interrogez-moi',
  tagCanMentor: 'Peut accompagner',
  tagWantToLearn: 'Souhaite apprendre',
};
export default fr;
