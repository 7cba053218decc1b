import { attachments } from './attachments.ts';
import { cases } from './cases.ts';
import { charter } from './charter.ts';
import { comments } from './comments.ts';
import { communities } from './communities.ts';
import { contributions } from './contributions.ts';
import { discussions } from './discussions.ts';
import { experts } from './experts.ts';
import { feedKeys } from './feed-keys.ts';
import { flags } from './flags.ts';
import { invitations } from './invitations.ts';
import type { Line } from './line.ts';
import { people } from './people.ts';
import { posts } from './posts.ts';
import { reading } from './reading.ts';
import { requests } from './requests.ts';
import { savedSearches } from './saved-searches.ts';
import { screening } from './screening.ts';
import { skills } from './skills.ts';
import { statements } from './statements.ts';
import { type Send, Transport } from './transport.ts';
import { writing } from './writing.ts';

const nounsOf = (send: Send) => ({
  attachments: attachments(send),
  cases: cases(send),
  charter: charter(send),
  comments: comments(send),
  communities: communities(send),
  contributions: contributions(send),
  discussions: discussions(send),
  experts: experts(send),
  feedKeys: feedKeys(send),
  flags: flags(send),
  invitations: invitations(send),
  people: people(send),
  posts: posts(send),
  writing: writing(send),
  reading: reading(send),
  requests: requests(send),
  savedSearches: savedSearches(send),
  screening: screening(send),
  skills: skills(send),
  statements: statements(send),
});

export type Nouns = ReturnType<typeof nounsOf>;

/** Everything the API does, one property per noun. Loaded when the first of it is called. */
export const nounsOver = (line: Line) => {
  const transport = new Transport(line);
  const { send } = transport;
  const confirming: Send = (name, input, options) =>
    send(name, 'body' in input ? { ...input, body: { ...(input.body as object), confirmed: true } } : input, options);
  const nouns = nounsOf(send);
  return {
    transport,
    nouns,
    /** The same, for words that their writer was asked to rephrase and means to send as they are. */
    confirmed: {
      ...nouns,
      posts: posts(confirming),
      comments: comments(confirming),
      discussions: discussions(confirming),
    } satisfies Nouns,
  };
};
