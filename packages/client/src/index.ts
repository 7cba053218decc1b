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
import { people } from './people.ts';
import { posts } from './posts.ts';
import { reading } from './reading.ts';
import { skills } from './skills.ts';
import { EventStream, type StreamTimes } from './stream.ts';
import { writing } from './writing.ts';
import { requests } from './requests.ts';
import { type ClientOptions, type Send, Transport, randomKey } from './transport.ts';

/** Everything the API does, one property per noun, and the live stream. Nothing is sent until something is called. */
export function createClient(options: ClientOptions & { stream?: Partial<StreamTimes> }) {
  const transport = new Transport(options);
  const { send } = transport;
  const client = {
    attachments: attachments(send, transport.addressOf),
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
    skills: skills(send),
    stream: new EventStream(transport, options.stream),
    /** A key for a creating call that may have to be repeated. */
    newKey: randomKey,
    /** Drops the token, so that the next request asks for another: the person changed. */
    forgetToken: () => transport.token.forget(),
  };
  const confirming: Send = (name, input, options) =>
    send(name, 'body' in input ? { ...input, body: { ...(input.body as object), confirmed: true } } : input, options);
  return {
    ...client,
    /** The same, for words that their writer was asked to rephrase and means to send as they are. */
    confirmed: () => ({
      ...client,
      posts: posts(confirming),
      comments: comments(confirming),
      discussions: discussions(confirming),
    }),
  };
}

export type Client = Omit<ReturnType<typeof createClient>, 'confirmed'> & { confirmed?: () => Client };
export { ParvisError, type ErrorCode } from './error.ts';
export type { CallOptions, ClientOptions, Send } from './transport.ts';
export type { GetToken } from './token.ts';
export { EventStream, type StreamListener, type StreamTimes } from './stream.ts';
