/** The next version of the charter, as administrators would write it. */
import { type Act, viewers } from './story.ts';

type Text = { en: string; fr: string };
type Draft = { tag: string; articles: { subjects: string[]; title: Text; source: Text }[] };

/** One article says more than before. */
const write = async (act: Act, { major }: { major: boolean }): Promise<{ tag: string }> => {
  const draft = (await act(viewers.admin, 'GET', '/v1/charter/draft')) as Draft;
  const articles = draft.articles.map(({ subjects, title, source }, index) =>
    index === 5
      ? {
          ...{ subjects, title },
          source: {
            en: `${source.en}\n\nNobody is expected to answer between 7 p.m. and 8 a.m.`,
            fr: `${source.fr}\n\nPersonne n’est tenu de répondre entre 19 h et 8 h.`,
          },
        }
      : { subjects, title, source },
  );
  return (await act(viewers.admin, 'PUT', '/v1/charter/draft', {
    ...{ tag: draft.tag, major, articles, publishAt: null },
    summary: { en: 'Answers can wait for the morning.', fr: 'Les réponses peuvent attendre le matin.' },
  })) as { tag: string };
};

export const another = async (act: Act): Promise<void> => {
  const { tag } = await write(act, { major: true });
  await act(viewers.admin, 'PUT', '/v1/charter/draft/published', { tag });
};

/** Whoever is to write in a story has accepted what is in force. */
export const accept = async (act: Act, ...people: string[]): Promise<void> => {
  const { version } = (await act(viewers.admin, 'GET', '/v1/charter')) as { version: number };
  for (const person of people) await act(person, 'PUT', '/v1/me/charter', { version, language: 'en' });
};
