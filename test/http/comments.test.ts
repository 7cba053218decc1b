import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comment, CommentPage, Post, PostPage } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let communities: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  const people = await addPeople(app.database, [{ userName: 'Claire.Martin' }, { userName: 'david' }]);
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help', members: { 'Claire.Martin': 'steward', david: 'member' } },
  ]);
});
afterAll(() => app.close());

const send = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const answer = await app.as(who)(method, path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as Body;
};
const post = (body: object = {}): Promise<Post> =>
  send('Claire.Martin', 'POST', '/v1/posts', {
    text: 'Which printer?',
    audience: { community: communities['it-help'] },
    ...body,
  });

describe('deleting a comment', () => {
  it('takes its text away and leaves what others answered to it', async () => {
    const { id } = await post();
    const comment = await send<Comment>('Claire.Martin', 'POST', `/v1/posts/${id}/comments`, { text: 'The grey one.' });
    const reply = await send<Comment>('david', 'POST', `/v1/posts/${id}/comments`, {
      text: 'Thanks',
      parent: comment.id,
    });
    await send('Claire.Martin', 'DELETE', `/v1/comments/${comment.id}`);
    const { items } = await send<CommentPage>('david', 'GET', `/v1/posts/${id}/comments`);
    expect(items.map(({ id }) => id)).toEqual([comment.id, reply.id]);
    expect(items[0]).toMatchObject({ body: [] });
    expect(JSON.stringify(items)).not.toContain('grey');
  });

  it('takes it away whole where nobody answered', async () => {
    const { id } = await post();
    const comment = await send<Comment>('david', 'POST', `/v1/posts/${id}/comments`, { text: 'The grey one.' });
    await send('david', 'DELETE', `/v1/comments/${comment.id}`);
    expect((await send<CommentPage>('david', 'GET', `/v1/posts/${id}/comments`)).items).toEqual([]);
  });
});

describe('the tags of a post that is edited', () => {
  it('follow its text, and keep those that were chosen beside it', async () => {
    const { id } = await post({ text: 'About #printers', tags: ['floor-2'] });
    const edited = await send<Post>('Claire.Martin', 'PATCH', `/v1/posts/${id}`, { text: 'About #scanners' });
    expect(edited.tags.toSorted()).toEqual(['floor-2', 'scanners']);
    const chosen = await send<Post>('Claire.Martin', 'PATCH', `/v1/posts/${id}`, { tags: ['Floor-3', 'floor-3'] });
    expect(chosen.tags.toSorted()).toEqual(['floor-3', 'scanners']);
  });
});

describe("a person's feed", () => {
  it('is found by their user name, whatever its case', async () => {
    await post();
    const { items } = await send<PostPage>('david', 'GET', '/v1/posts?scope=person&for=Claire.Martin');
    expect(items.length).toBeGreaterThan(0);
  });
});
