export { ImportRefused, type Problem } from './problems.ts';
export { type Count, type ImportKernel, type Report, importSource } from './service.ts';
export type { Progress } from './check.ts';
export type { Source } from './source.ts';
export { openSource } from './folder.ts';
export { openClassification } from './classification.ts';
export { importCommand, importSkillsCommand, runImport, runImportSkills } from './command.ts';
