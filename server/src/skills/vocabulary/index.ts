export { createSkill, getSkill, mergeSkill, previewMerge, setRetired, updateSkill } from './service.ts';
