/** What is found by its words, made of the rows that hold it: pure, so that an index is the same whoever fills it. */
import { plainText } from '../kernel/richtext/index.ts';
import { weigh, weighName, weighProfile, worths } from './ranking.ts';
import type { CommentText, Document, NarrowText, PersonText, PostText, ProjectText, SkillText } from './store.ts';

const own = ({ id, audience_id }: PersonText) => ({
  subject: id,
  part: 0,
  person: id,
  audience: audience_id,
  worth: 1,
  at: null,
});

export const nameDocument = (person: PersonText): Document => ({
  kind: 'name',
  ...own(person),
  terms: weighName(person.name),
});

export const profileDocument = (person: PersonText): Document => ({
  kind: 'profile',
  ...own(person),
  terms: weighProfile(person, true),
});

/** Beside what all readers of the profile find, in a document of its own with its own readers. */
export const narrowBioDocument = ({ id, bio, audience_id }: NarrowText): Document => ({
  kind: 'profile',
  subject: id,
  part: 1,
  person: id,
  audience: audience_id,
  worth: 1,
  at: null,
  terms: weighProfile({ title: null, unit: null, bio }, true),
});

/** Labels and synonyms are found apart. */
export const skillDocuments = ({ id, label, synonyms }: SkillText): Document[] =>
  [...new Set([...Object.values(label), ...Object.values(synonyms).flat()])].map((text, part) => ({
    kind: 'skill',
    subject: id,
    part,
    person: null,
    audience: null,
    worth: 1,
    at: null,
    terms: weigh([{ field: 'skill', text, neighbours: true }]),
  }));

export const projectDocument = ({ id, title, source, audience_id }: ProjectText): Document => ({
  kind: 'project',
  subject: id,
  part: 0,
  person: null,
  audience: audience_id,
  worth: 1,
  at: null,
  terms: weigh([
    { field: 'projectTitle', text: title, neighbours: true },
    { field: 'projectText', text: source, neighbours: true },
  ]),
});

const written = ({ title, tags, body }: Pick<PostText, 'title' | 'tags' | 'body'>): Document['terms'] =>
  weigh([
    { field: 'postTitle', text: title ?? '', neighbours: true },
    { field: 'tags', text: tags.join(', ') },
    { field: 'text', text: plainText(body) },
  ]);

export const postDocument = (post: PostText): Document => ({
  kind: 'post',
  subject: post.id,
  part: 0,
  person: post.author_id,
  audience: post.audience_id,
  worth: post.kind === 'question' ? worths.question : worths.update,
  at: post.created_at,
  terms: written(post),
});

/** An answer is also found by the question it answers. */
export const commentDocument = (comment: CommentText): Document => ({
  kind: 'comment',
  subject: comment.id,
  part: 0,
  person: comment.author_id,
  audience: comment.audience_id,
  worth: comment.author_id === comment.asker_id ? worths.ownThread : comment.parent_id ? worths.reply : worths.answer,
  at: comment.created_at,
  terms: written(comment),
});
