import { useState } from 'react';
import { ParvisFeed, ParvisProfileCard, ParvisProvider } from '@parvis/react';

export const Help = ({ community, withComposer, show }) => (
  <ParvisFeed scope="community" for={community} withComposer={withComposer} onParvisPersonOpen={show} />
);

/** A page of an intranet in React: the feed of a community, and the card of whoever is chosen in it. */
export function App({ api }) {
  const [community, setCommunity] = useState('it-help');
  const [person, setPerson] = useState('');
  const [withComposer, setWithComposer] = useState(false);
  const show = (event) => {
    event.preventDefault();
    setPerson(event.person);
  };
  return (
    <ParvisProvider api={api} tokenUrl="/token">
      <button onClick={() => setCommunity('la-pause')}>Another community</button>
      <button onClick={() => setWithComposer(true)}>Write</button>
      <Help community={community} withComposer={withComposer} show={show} />
      {person && <ParvisProfileCard for={person} expanded />}
    </ParvisProvider>
  );
}
