export { createSkill, getSkill, mergeSkill, previewMerge, setRetired, showVocabulary, updateSkill } from './service.ts';
