export default {
  composerPromptIdea: 'What could be better, and how?',
  composerNoteIdea:
    'The stewards of the community say where it stands: heard, planned, done, or declined with a reason.',
  composerPromptAnnouncement: 'What does everybody need to know?',
  composerNoteAnnouncement:
    'Readers can say that they have read it. You are shown which part of them did, in steps of people, and never who.',
  composerPromptPoll: 'What is it about, and what happens with the result?',
  composerPromptKudos: 'What did they do, and what did it change?',
  pollOptions: 'Answers to choose from',
  pollOption: (place: number) => `Answer ${place}`,
  pollAdd: 'Add an answer',
  pollUp: (name: string) => `${name}: move up`,
  pollDown: (name: string) => `${name}: move down`,
  pollRemove: (name: string) => `${name}: remove`,
  pollDays: 'Open for',
  pollSpan: (days: number) => (days === 1 ? '1 day' : `${days} days`),
  pollMultiple: 'Several answers',
  pollBeSecret: 'Secret',
  pollOpenNote:
    'Nobody sees who chose what. Results are shown in whole steps of people, and can be seen before it closes.',
  pollSecretNote:
    'No choice is kept with a name, so none can be changed. All results are shown when it closes, and none before.',
  kudosWhom: 'Whom do you thank?',
  kudosPlaceholder: 'A name',
  kudosCannotRead: 'would not be able to read this',
  kudosSkill: 'For a skill of theirs',
  kudosNoSkill: 'None in particular',
  composerNeedsPoll: 'Give at least two answers, all of them different.',
  composerNeedsKudos: 'Choose somebody to thank who can read this.',
};
