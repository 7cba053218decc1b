/**
 * What became of things that people of the demonstration company flagged: one case is appealed, one has its source named,
 * one is reported as illegal, one post waits to be published, others were decided. Done the way everybody does it, at
 * hours that lie behind, so that a desk is seen as it looks on a working day.
 */
import type { CaseDecision } from '@parvis/contracts';
import { articleId } from '../src/charter/articles.ts';
import { decide, queue } from '../src/cases/service.ts';
import { writeComment } from '../src/comments/service.ts';
import { createFlag } from '../src/flags/service.ts';
import { idFor } from '../src/imports/ids.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { writePost } from '../src/posts/write.ts';
import { saveScreening, showScreening } from '../src/screening/service.ts';
import { answer, appeal, listOwn } from '../src/statements/service.ts';
import { ago } from './dates.ts';

const respect = articleId(1, 2);
const rumours = articleId(1, 4);

type Story = {
  /** Hours ago that each step was taken. */
  at: { written: number; flagged: number; decided?: number; answered?: number };
  by: string;
  in: { community: string; title?: string; tags: string[] } | { post: string };
  text: string;
  flags: readonly { by: string; article: string; note: string; law?: string }[];
  decided?: { by: string; decision: CaseDecision['decision']; article: string | null; note: string; internal?: string };
  appeals?: string;
  answers?: string;
};

export const stories: readonly Story[] = [
  {
    at: { written: 220, flagged: 218, decided: 196 },
    by: 'm.dubois',
    in: { post: 'pau-12' },
    text: "Et qui paie le riz ? Toujours les mêmes. Pendant que mesdames les chouchoutes se servent en premier, comme d'habitude.",
    flags: [{ by: 'fatou.diop', article: respect, note: 'Méchant, et sans rapport avec le repas.' }],
    decided: {
      by: 'elodie.vasseur',
      decision: 'remove',
      article: respect,
      note: "On peut trouver que le repas coûte trop cher. On ne s'en prend pas à des collègues pour le dire.",
      internal: 'Premier rappel à M. Dubois. Je lui en parle de vive voix.',
    },
  },
  {
    at: { written: 172, flagged: 170, decided: 166 },
    by: 'steve.barlow',
    in: { post: 'pau-08' },
    text: 'Sixteen kilometres. On a Sunday. With sheep. You people are not well.',
    flags: [{ by: 'marion.desforges', article: respect, note: 'Calls colleagues ill.' }],
    decided: {
      by: 'elodie.vasseur',
      decision: 'keep',
      article: null,
      note: 'A joke about a long walk; nobody is meant by it.',
    },
  },
  {
    at: { written: 75, flagged: 71, decided: 49, answered: 26 },
    by: 'gareth.pugh',
    in: { post: 'pau-12' },
    text: 'Fifteen portions for Lyon, and Manchester gets a vending machine. Typical of that lot: they eat, we build.',
    flags: [{ by: 'gwenael.lebras', article: respect, note: 'Tout un site mis dans le même sac.' }],
    decided: {
      by: 'liam.prescott',
      decision: 'remove',
      article: respect,
      note: 'Say what is missing in Manchester, and leave the people of Lyon out of it.',
    },
    appeals:
      '"That lot" is what Lyon prints on its own mugs. I was complaining about the vending machine, not about anybody.',
  },
  {
    at: { written: 54, flagged: 51, decided: 47, answered: 22 },
    by: 'chloe.whittaker',
    in: { community: 'la-pause', title: 'Parking at Trafford Park: £3 a day from January?', tags: ['parking'] },
    text: 'So I am told. If it is true I would like to know before I sell the bike.',
    flags: [{ by: 'bea.nolan', article: rumours, note: 'Told by whom?' }],
    decided: {
      by: 'elodie.vasseur',
      decision: 'unverified',
      article: rumours,
      note: 'A fair question, but as it stands it will be passed on as news. Where does it come from?',
    },
    answers:
      "Minutes of the cycling group, Thursday, item 4: facilities asked us what we think of it. They are on the board by the bike shed. So it is an idea, not a decision; I'll say so in the post.",
  },
  {
    at: { written: 30, flagged: 19 },
    by: 'remi.gauthier',
    in: { post: 'pau-05' },
    text: "Ne comptez plus sur Paul d'ici mars : il est en arrêt, le dos, on l'opère mardi à Saint-Herblain.",
    flags: [
      {
        by: 'hugo.lemaire',
        article: 'illegal',
        law: 'RGPD, article 9 : données de santé',
        note: "C'est l'état de santé de Paul, donné par quelqu'un d'autre que lui. À retirer avant que tout le monde le lise.",
      },
    ],
  },
];

/** What waits before it is published: a steward of IT help has set which words are looked at. */
export const review = {
  by: 'claire.martin',
  community: 'it-help',
  hold: ['le mot de passe est', 'the password is'],
  written: {
    at: 3,
    by: 'camille.roy',
    title: 'Wifi des visiteurs à Nantes',
    text: 'Pour ceux qui reçoivent des clients cette semaine : le mot de passe est Cormoran-44, à donner sans passer par vous.',
  },
} as const;

export async function doCases(kernel: Kernel): Promise<void> {
  for (const story of stories) await tell(kernel, story);
  const { by, community, hold, written } = review;
  const steward = await viewer(kernel, by);
  const { tag } = await showScreening(kernel, steward, community);
  const words = { refuse: [], hold: [...hold], nudge: [] };
  const set = { tag, words, newcomers: 0, everything: false, people: [], external: false };
  await saveScreening(kernel, steward, community, set);
  await write(ago(kernel, written.at), { ...written, in: { community, title: written.title, tags: ['wifi'] } });
}

async function viewer(kernel: Kernel, userName: string) {
  const found = await kernel.standings.find(userName);
  if (!found)
    throw new Error(`The demonstration company has nobody named '${userName}': name somebody else in cases.ts.`);
  return found;
}

async function write(kernel: Kernel, { by, in: place, text }: Pick<Story, 'by' | 'in' | 'text'>) {
  const author = await viewer(kernel, by);
  if ('post' in place) {
    const { id } = await writeComment(kernel, author, idFor('post', place.post), { text, parent: null }, undefined);
    return { kind: 'comment' as const, id };
  }
  const { community, title, tags } = place;
  const audience = { community: idFor('community', community) };
  const input = {
    kind: 'update' as const,
    ...(title !== undefined && { title }),
    text,
    tags,
    reshareable: true,
    audience,
  };
  return { kind: 'post' as const, id: (await writePost(kernel, author, input, undefined)).id };
}

async function tell(kernel: Kernel, story: Story): Promise<void> {
  const { at, flags, decided, appeals, answers } = story;
  const subject = await write(ago(kernel, at.written), story);
  for (const { by, law, ...flag } of flags) {
    const said = { subject, ...flag, ...(law !== undefined && { illegal: { law } }) };
    await createFlag(ago(kernel, at.flagged), await viewer(kernel, by), said, undefined);
  }
  if (!decided) return;
  const { by, decision, article, note, internal = '' } = decided;
  const then = ago(kernel, at.decided ?? 0);
  const desk = await viewer(kernel, by);
  const { items } = await queue(then, desk, { state: 'open', limit: 100 });
  const { id } = items.find(({ copy }) => copy.id === subject.id)!;
  const said = { publicNote: note, internalNote: internal, alsoRemove: false };
  await decide(then, desk, id, { decision, article, ...said });
  const text = appeals ?? answers;
  if (text === undefined) return;
  const author = await viewer(kernel, story.by);
  const later = ago(kernel, at.answered ?? 0);
  const [statement] = (await listOwn(later, author, { limit: 1 })).items;
  await (appeals === undefined ? answer : appeal)(later, author, statement!.id, text);
}
