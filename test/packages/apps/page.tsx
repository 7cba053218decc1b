import '@parvis/elements/feed/define';
import type { CustomElements } from '@parvis/elements/jsx';
import { type ParvisPersonOpenEvent, configure } from '@parvis/elements';
import { ParvisFeed, ParvisProfileCard } from '@parvis/react';

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- where React looks for the tags that it knows
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- what is added has a name already
    interface IntrinsicElements extends CustomElements {}
  }
}

configure({ api: 'https://social.example', getToken: ({ refresh }) => (refresh ? 'new' : null) });

const feed = document.querySelector('parvis-feed')!;
feed.scope = 'community';
// @ts-expect-error -- there is no such scope
feed.scope = 'nowhere';
feed.addEventListener('parvis-person-open', (event) => event.person.trim());

export const page = (
  <>
    <parvis-feed scope="community" for="it-help" />
    {/* @ts-expect-error -- there is no such scope */}
    <parvis-feed scope="nowhere" />
    <ParvisFeed
      scope="home"
      withComposer
      onParvisPersonOpen={(event: ParvisPersonOpenEvent) => event.preventDefault()}
    />
    {/* @ts-expect-error -- a card is of one person */}
    <ParvisProfileCard for={1} />
  </>
);
