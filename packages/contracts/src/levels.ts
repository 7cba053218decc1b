/** What a person says of a skill of theirs, least first. */
export const skillLevels = ['learning', 'practising', 'proficient', 'expert'] as const;
export type SkillLevel = (typeof skillLevels)[number];
