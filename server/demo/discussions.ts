/**
 * What people of the demonstration company say of the portal's own pages, written the way everybody comments, because an
 * interchange folder knows nothing of where a portal is.
 */
import { writeComment } from '../src/comments/service.ts';
import { startDiscussion } from '../src/discussions/service.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { unhurried } from './dates.ts';
import { news } from './portal/articles.ts';

type Said = { by: string; text: string; answers?: { by: string; text: string }[] };

const said: Record<string, Said[]> = {
  'rousses-dessus': [
    {
      by: 'julien.petit',
      text: 'Bravo à l’équipe. On pourra suivre le démarrage depuis Lyon, ou il faut attendre le compte rendu ?',
      answers: [
        {
          by: 'elodie.vasseur',
          text: 'Photos le soir même, chiffres le lundi suivant : ils seront *mesurés*, pas estimés.',
        },
      ],
    },
    {
      by: 'siobhan.oconnor',
      text: 'Twelve plates and five degrees: could we have the drawing? We have the same frame at Trafford Park.',
    },
  ],
  carnets: [
    { by: 'claire.martin', text: 'Le gratin est excellent. La vanne V17 aussi.' },
    { by: 'gwenael.lebras', text: 'Les carnets de Nantes dorment dans l’armoire du labo : je les apporte jeudi.' },
  ],
};

/** `origin`: of the portal. */
export async function sayOfPages(present: Kernel, origin: string): Promise<void> {
  const kernel = unhurried(present);
  const viewer = async (userName: string) => {
    const found = await kernel.standings.find(userName);
    if (!found)
      throw new Error(
        `The demonstration company has nobody named '${userName}': name somebody else in discussions.ts.`,
      );
    return found;
  };
  for (const { slug, title } of news)
    for (const { by, text, answers = [] } of said[slug] ?? []) {
      const page = { address: `${origin}/news/${slug}`, title: title.fr };
      const { id, post } = await startDiscussion(kernel, await viewer(by), { ...page, text }, undefined);
      for (const answer of answers)
        await writeComment(kernel, await viewer(answer.by), post, { text: answer.text, parent: id }, undefined);
    }
}
