import type { SkillLevel, SkillTag } from '@parvis/contracts/tables';

/** What is said of a skill; the words are of the family `profile`. */
export const levelTerms = {
  learning: 'levelLearning',
  practising: 'levelPractising',
  proficient: 'levelProficient',
  expert: 'levelExpert',
} as const satisfies Record<SkillLevel, string>;

export const tagTerms = {
  'ask-me-about': 'tagAskMeAbout',
  'can-mentor': 'tagCanMentor',
  'want-to-learn': 'tagWantToLearn',
} as const satisfies Record<SkillTag, string>;
