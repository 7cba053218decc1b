import { createElement, useState } from 'react';
import { ParvisFeed, ParvisProfileCard, ParvisProvider } from '@parvis/react';

/** A page of an intranet in React: the feed of a community, and the card of whoever is chosen in it. */
export function App({ api }) {
  const [community, setCommunity] = useState('it-help');
  const [person, setPerson] = useState('');
  const [withComposer, setWithComposer] = useState(false);
  return createElement(
    ParvisProvider,
    { api, tokenUrl: '/token' },
    createElement('button', { onClick: () => setCommunity('la-pause') }, 'Another community'),
    createElement('button', { onClick: () => setWithComposer(true) }, 'Write'),
    createElement(ParvisFeed, {
      scope: 'community',
      for: community,
      withComposer,
      onParvisPersonOpen: (event) => {
        event.preventDefault();
        setPerson(event.person);
      },
    }),
    person && createElement(ParvisProfileCard, { for: person, expanded: true }),
  );
}
