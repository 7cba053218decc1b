import type { Person } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { Draft } from '../../controllers/composed.ts';
import { labelIn } from '../../internal/names.ts';
import { type Picked, type PickerOptions, peopleFor, picker } from '../../internal/picker.ts';
import { faultWords } from '../words.ts';
import type { KindPart, KindScene } from './kind.ts';

/** Whom the draft thanks, and for what. */
type KudosDraft = { to: readonly Picked[]; skill: string };
const blank: KudosDraft = { to: [], skill: '' };
const read = ({ extra }: Draft): KudosDraft => ({ ...blank, ...(extra['kudos'] as Partial<KudosDraft> | undefined) });

/** What the one who is thanked knows, as far as the writer may see it. */
class Skills {
  readonly ask: PickerOptions['ask'];
  known: Person['skills'] = [];
  #of = '';

  constructor({ host, composer }: KindScene) {
    this.ask = peopleFor(host, {
      readers: () => {
        const { place, circles, degree } = composer.draft;
        return { community: place, circles, degree };
      },
      not: ({ reads }) => (reads ? undefined : host.localize.term('kudosCannotRead')),
    });
  }

  async learn({ host, composer }: KindScene, person: string) {
    if (person === this.#of) return;
    this.#of = person;
    this.known = [];
    if (person)
      this.known = await composer
        .ask(({ people }) => people.get(person))
        .then(
          ({ skills }) => skills,
          () => [],
        );
    if (person === this.#of) host.requestUpdate();
  }
}

const kept = new WeakMap<object, Skills>();
const skillsOf = (scene: KindScene): Skills => {
  const skills = kept.get(scene.composer) ?? new Skills(scene);
  kept.set(scene.composer, skills);
  return skills;
};

const people = (scene: KindScene) => {
  const { host, composer } = scene;
  const { localize } = host;
  const skills = skillsOf(scene);
  const { to, skill } = read(composer.draft);
  const fault = composer.faults['kudos'];
  const change = (part: Partial<KudosDraft>) => {
    const next = { ...read(composer.draft), ...part };
    composer.changeExtra('kudos', next.to.length ? next : undefined);
  };
  void skills.learn(scene, to.length === 1 ? to[0]!.id : '');
  return html`${picker(host, {
    id: 'kudos',
    label: localize.term('kudosWhom'),
    placeholder: localize.term('kudosPlaceholder'),
    chosen: to,
    most: limits.kudos,
    required: true,
    busy: composer.status === 'sending',
    ask: skills.ask,
    // A skill is of one person.
    change: (chosen) => change({ to: chosen, skill: '' }),
    ...(fault && { fault: faultWords('kudos', fault, composer, localize) }),
  })}
  ${
    skills.known.length
      ? html`<label
          >${localize.term('kudosSkill')}
          <select @change=${(event: Event) => change({ skill: (event.target as HTMLSelectElement).value })}>
            <option value="">${localize.term('kudosNoSkill')}</option>
            ${skills.known.map(
              ({ id, label }) =>
                html`<option value=${id} ?selected=${id === skill}>${labelIn(label, localize.language)}</option>`,
            )}
          </select></label
        >`
      : nothing
  }`;
};

export const kudos: KindPart = {
  prompt: 'composerPromptKudos',
  fields: people,
  check: (draft) => (read(draft).to.length ? {} : { kudos: 'missing' }),
  request: (draft) => {
    const { to, skill } = read(draft);
    return { kudos: { to: to.map(({ id }) => id), ...(skill && { skill }) } };
  },
};
