import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  type Operation,
  type OperationName,
  interruptionsOf,
  operations,
  schemas,
  writingOperations,
} from '@parvis/contracts';
import { readSource, walk } from './source.ts';

const names = Object.keys(operations).sort();

/** Names of operations given as text to calls of this function. */
function given(folder: string, called: RegExp): string[] {
  const found: string[] = [];
  for (const { path, file } of readSource(folder).values()) {
    if (/\.test\.ts$/.test(path)) continue;
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || !called.test(node.expression.getText(file))) return;
      const [first] = node.arguments;
      if (first) walk(first, (part) => ts.isStringLiteral(part) && part.text in operations && found.push(part.text));
    });
  }
  return found.sort();
}

describe('every operation', () => {
  it('has exactly one route', () => {
    expect(given('server/src', /^operation$/)).toEqual(names);
  });

  it('has a function of the client, but for those whose addresses are given out whole, and those of other tools', () => {
    const called = names.filter((name) => {
      const { signed, scheme }: Operation = operations[name as OperationName];
      return !signed && !scheme;
    });
    expect([...new Set(given('packages/client/src', /\b(send|open)$/))]).toEqual(called);
  });
});

/** What changes something and yet waits for nobody's acceptance of the charter, by why. */
const unhindered: Record<string, OperationName[]> = {
  'a mark or a name, no words': [
    'addPostReaction',
    'addCommentReaction',
    'answerPoll',
    'acknowledgePost',
    'acceptAnswer',
    'joinCommunity',
    'movePost',
    'pinPost',
    'lockPost',
    'unlockPost',
    'lockDiscussion',
  ],
  'taken back, or away, by whoever gave it': [
    'removePostReaction',
    'removeCommentReaction',
    'withdrawAnswer',
    'unpinPost',
    'leaveCommunity',
    'deletePost',
    'deleteComment',
    'deleteAttachment',
    'withdrawRequest',
    'withdrawInvitation',
    'withdrawFlag',
    'deleteFeedKey',
    'deleteSavedSearch',
  ],
  'names of the vocabulary, which are configuration': [
    'createSkill',
    'updateSkill',
    'mergeSkill',
    'retireSkill',
    'restoreSkill',
  ],
  "one's own reading": [
    'moveMarker',
    'followPerson',
    'unfollowPerson',
    'followTag',
    'unfollowTag',
    'muteCommunity',
    'unmuteCommunity',
    'mutePost',
    'unmutePost',
    'addBookmark',
    'removeBookmark',
    'followPost',
    'unfollowPost',
    'createFeedKey',
    'saveSearch',
    'seeSavedSearch',
  ],
  'a word to those in charge, or theirs to one person': [
    'requestMembership',
    'decideRequest',
    'createInvitation',
    'answerInvitation',
    'setMemberRole',
    'saveScreening',
    'removeMember',
  ],
  'for reports and those who examine them: nothing may keep anybody from it': [
    'createFlag',
    'claimCase',
    'releaseCase',
    'decideCase',
    'undoDecision',
    'decideAppeal',
    'createCaseNote',
  ],
  'whom a decision concerns, in answer to it': ['acknowledgeWarning', 'answerStatement', 'appealStatement'],
  'read by nobody before it is part of a post or comment': ['createAttachment', 'updateAttachment'],
  'the charter and its acceptance': [
    'acceptCharter',
    'saveCharterDraft',
    'discardCharterDraft',
    'publishCharter',
    'exportAcceptances',
  ],
  'a name, or what an administrator says': [
    'confirmSkill',
    'withdrawConfirmation',
    'removeSkill',
    'dismissSkillSuggestion',
    'setMandates',
  ],
};

describe('an operation that changes something', () => {
  it('either writes, and waits until the charter is accepted, or is listed here with why it does not', () => {
    const changes = names.filter((name) => {
      const { method, reads, scheme }: Operation = operations[name as OperationName];
      return method !== 'GET' && !reads && !scheme;
    });
    expect([...Object.values(unhindered).flat(), ...writingOperations].sort()).toEqual(changes);
  });

  it('may ask to rephrase where its body can say that the words are meant, and nowhere else', () => {
    const asking = names.filter((name) => {
      const { problems }: Operation = operations[name as OperationName];
      return [...problems, ...interruptionsOf(name as OperationName)].includes('rephrase');
    });
    const confirming = names.filter((name) => {
      const { body } = schemas[name as OperationName] as { body?: { shape?: object } };
      return 'confirmed' in (body?.shape ?? {});
    });
    expect(confirming).toEqual(asking);
  });
});
