export {
  discardDraft,
  exportSignatures,
  history,
  listSignatures,
  publishDraft,
  saveDraft,
  showDraft,
  showVersion,
  startEnforcing,
} from './service.ts';
