import type { CallOptions, Send } from './transport.ts';

/** What the viewer sets for their own reading. `on: false` takes it back. */
export const reading = (send: Send) => ({
  get: (options?: CallOptions) => send('getReading', {}, options),
  /** `place`: `home`, `everyone`, or a community; `at`: when the newest post was written that was seen. */
  moveMarker: (place: string, at: string, options?: CallOptions) =>
    send('moveMarker', { params: { place }, body: { at } }, options),
  bookmark: (id: string, on: boolean, options?: CallOptions) =>
    send(on ? 'addBookmark' : 'removeBookmark', { params: { id } }, options),
  /** Following what one follows says that one has looked at its comments. */
  followPost: (id: string, on: boolean, options?: CallOptions) =>
    send(on ? 'followPost' : 'unfollowPost', { params: { id } }, options),
  followPerson: (id: string, on: boolean, options?: CallOptions) =>
    send(on ? 'followPerson' : 'unfollowPerson', { params: { id } }, options),
  followTag: (tag: string, on: boolean, options?: CallOptions) =>
    send(on ? 'followTag' : 'unfollowTag', { params: { tag } }, options),
  /** Until null: no longer. */
  mutePost: (id: string, until: string | null, options?: CallOptions) =>
    until
      ? send('mutePost', { params: { id }, body: { until } }, options)
      : send('unmutePost', { params: { id } }, options),
  muteCommunity: (id: string, until: string | null, options?: CallOptions) =>
    until
      ? send('muteCommunity', { params: { id }, body: { until } }, options)
      : send('unmuteCommunity', { params: { id } }, options),
});
