import type { Person, SuggestedPerson } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import x from 'lucide/dist/esm/icons/x.mjs';
import type { Draft } from '../../controllers/composer-controller.ts';
import { icon } from '../../internal/icons.ts';
import { labelIn, unitSteps } from '../../internal/names.ts';
import { type KindPart, type KindScene, faultNote } from './kind.ts';

const removeIcon = icon(x);

/** Whom the draft thanks, and for what. */
type KudosDraft = { to: { id: string; name: string }[]; skill: string };
const blank: KudosDraft = { to: [], skill: '' };
const read = ({ extra }: Draft): KudosDraft => ({ ...blank, ...(extra['kudos'] as Partial<KudosDraft> | undefined) });

/** Milliseconds after the last key before people are asked for. */
const pause = 150;

/** One field to find people in, of one composer. */
class Picker {
  text = '';
  found: readonly SuggestedPerson[] = [];
  active = -1;
  asked = false;
  skills: Person['skills'] = [];
  skillsOf = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  search(scene: KindScene, text: string) {
    const { host, composer } = scene;
    this.text = text;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (!text.trim()) {
      Object.assign(this, { found: [], active: -1, asked: false });
      host.requestUpdate();
      return;
    }
    this.#timer = setTimeout(() => {
      const { signal } = (this.#asking = new AbortController());
      const { place, circles, degree } = composer.draft;
      composer
        .ask(({ writing }) =>
          writing.suggest(
            {
              kind: 'people',
              q: text.trim().slice(0, limits.suggestion),
              community: place || 'everyone',
              circles: circles.join(','),
              degree,
            },
            { signal },
          ),
        )
        .then(
          ({ people }) => {
            const chosen = new Set(read(composer.draft).to.map(({ id }) => id));
            this.found = people.filter(({ person }) => !chosen.has(person.id) && person.id !== composer.me?.person.id);
            this.active = this.found.findIndex(({ reads }) => reads);
            this.asked = true;
            host.requestUpdate();
          },
          () => {},
        );
    }, pause);
  }

  clear() {
    this.#asking?.abort();
    Object.assign(this, { text: '', found: [], active: -1, asked: false });
  }

  /** What the one who is thanked knows, as far as the writer may see it. */
  async learn({ host, composer }: KindScene, person: string) {
    if (person === this.skillsOf) return;
    this.skillsOf = person;
    this.skills = [];
    if (person)
      this.skills = await composer
        .ask(({ people }) => people.get(person))
        .then(
          ({ skills }) => skills,
          () => [],
        );
    if (person === this.skillsOf) host.requestUpdate();
  }
}

const pickers = new WeakMap<object, Picker>();
const pickerOf = ({ composer }: KindScene): Picker => {
  const picker = pickers.get(composer) ?? new Picker();
  pickers.set(composer, picker);
  return picker;
};

const people = (scene: KindScene) => {
  const { host, composer } = scene;
  const { localize } = host;
  const picker = pickerOf(scene);
  const draft = read(composer.draft);
  const change = (part: Partial<KudosDraft>) => {
    const next = { ...read(composer.draft), ...part };
    composer.changeExtra('kudos', next.to.length ? next : undefined);
  };
  const back = () => void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('#kudos')?.focus());
  const choose = ({ person, reads }: SuggestedPerson) => {
    if (!reads || draft.to.length >= limits.kudos) return;
    picker.clear();
    change({ to: [...read(composer.draft).to, { id: person.id, name: person.name }] });
    back();
  };
  const remove = (id: string) => {
    change({ to: read(composer.draft).to.filter((one) => one.id !== id), skill: '' });
    back();
  };
  const keys = (event: KeyboardEvent) => {
    const { found, active } = picker;
    if (event.key === 'Backspace' && !picker.text && draft.to.length) remove(draft.to.at(-1)!.id);
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (found[active]) choose(found[active]);
      return;
    }
    if (!found.length) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      picker.clear();
    } else if (event.key === 'ArrowDown') picker.active = (active + 1) % found.length;
    else if (event.key === 'ArrowUp') picker.active = (active - 1 + found.length) % found.length;
    else return;
    event.preventDefault();
    host.requestUpdate();
  };
  void picker.learn(scene, draft.to.length === 1 ? draft.to[0]!.id : '');
  const open = picker.found.length > 0;
  return html`<div class="people">
    <label for="kudos">${localize.term('kudosWhom')}</label>
    <ul class="chosen">
      ${draft.to.map(
        ({ id, name }) =>
          html`<li>
            <button type="button" aria-label=${localize.term('kudosRemove', name)} @click=${() => remove(id)}>
              ${name}${removeIcon}
            </button>
          </li>`,
      )}
    </ul>
    <input
      id="kudos"
      type="text"
      role="combobox"
      autocomplete="off"
      aria-autocomplete="list"
      aria-expanded=${open}
      aria-controls="kudos-list"
      aria-activedescendant=${open && picker.active >= 0 ? `kudos-${picker.active}` : nothing}
      aria-invalid=${!!composer.faults['kudos']}
      aria-describedby="fault-kudos kudos-told"
      placeholder=${localize.term('kudosPlaceholder')}
      .value=${picker.text}
      @input=${(event: Event) => picker.search(scene, (event.target as HTMLInputElement).value)}
      @keydown=${keys}
    />
    <div id="kudos-list" role="listbox" aria-label=${localize.term('kudosWhom')} ?hidden=${!open}>
      ${picker.found.map(
        (one, index) =>
          html`<div
            role="option"
            id="kudos-${index}"
            aria-selected=${index === picker.active}
            aria-disabled=${!one.reads}
            @click=${() => choose(one)}
          >
            <b>${one.person.name}</b>
            <span class="muted"
              >${one.reads ? [one.title, one.unit && unitSteps(one.unit).at(-1)].filter(Boolean).join(' · ') : localize.term('kudosCannotRead')}</span
            >
          </div>`,
      )}
    </div>
    <p class="note" id="kudos-told" role="status">
      ${picker.asked && !open ? localize.term('kudosNoneFound') : nothing}
    </p>
    ${faultNote('kudos', scene)}
    ${
      picker.skills.length
        ? html`<label
            >${localize.term('kudosSkill')}
            <select @change=${(event: Event) => change({ skill: (event.target as HTMLSelectElement).value })}>
              <option value="">${localize.term('kudosNoSkill')}</option>
              ${picker.skills.map(
                ({ id, label }) =>
                  html`<option value=${id} ?selected=${id === draft.skill}>
                    ${labelIn(label, localize.language)}
                  </option>`,
              )}
            </select></label
          >`
        : nothing
    }
  </div>`;
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
