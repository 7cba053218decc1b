import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import down from 'lucide/dist/esm/icons/arrow-down.mjs';
import up from 'lucide/dist/esm/icons/arrow-up.mjs';
import plus from 'lucide/dist/esm/icons/plus.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import type { Draft } from '../../controllers/composed.ts';
import { icon } from '../../internal/icons.ts';
import { type KindPart, type KindScene, faultNote, lineField } from './kind.ts';

const [downIcon, upIcon, plusIcon, removeIcon] = [icon(down), icon(up), icon(plus), icon(x)];

/** What the draft keeps of a poll. */
type PollDraft = { options: string[]; multiple: boolean; secret: boolean; days: number };

/** Days that a poll can be open for. */
const spans = [1, 3, 7, 14, 30];
const day = 24 * 60 * 60_000;

const blank: PollDraft = { options: ['', ''], multiple: false, secret: false, days: 7 };
const read = ({ extra }: Draft): PollDraft => ({ ...blank, ...(extra['poll'] as Partial<PollDraft> | undefined) });
const written = ({ options }: PollDraft): string[] => options.map((option) => option.trim()).filter(Boolean);

const editor = (scene: KindScene) => {
  const { host, composer } = scene;
  const { localize } = host;
  const poll = read(composer.draft);
  // As it is by then, which may not be drawn yet.
  const now = () => read(composer.draft);
  const change = (part: Partial<PollDraft>) => composer.changeExtra('poll', { ...now(), ...part });
  const focus = async (index: number, what = 'input') => {
    await host.updateComplete;
    host.renderRoot.querySelectorAll<HTMLElement>('.poll-options li')[index]?.querySelector<HTMLElement>(what)?.focus();
  };
  const move = (from: number, to: number, what: string) => {
    const options = [...now().options];
    const [moved] = options.splice(from, 1);
    options.splice(to, 0, moved!);
    change({ options });
    // At either end the button it was done with can do no more.
    const end = to === 0 || to + 1 === options.length;
    void focus(to, end && what !== 'input' ? 'input' : what);
  };
  const remove = (index: number) => {
    change({ options: now().options.filter((_, at) => at !== index) });
    void focus(Math.max(0, index - 1));
  };
  const add = () => {
    change({ options: [...now().options, ''] });
    void focus(now().options.length - 1);
  };
  const keys = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (index + 1 < poll.options.length) void focus(index + 1);
      else if (poll.options.length < limits.pollOptions) add();
    } else if (event.altKey && event.key === 'ArrowUp' && index > 0) {
      event.preventDefault();
      move(index, index - 1, 'input');
    } else if (event.altKey && event.key === 'ArrowDown' && index + 1 < poll.options.length) {
      event.preventDefault();
      move(index, index + 1, 'input');
    }
  };
  const button = (name: string, drawn: unknown, word: string, disabled: boolean, act: () => void) =>
    html`<button
      class="quiet ${name}"
      type="button"
      title=${word}
      aria-label=${word}
      ?disabled=${disabled}
      @click=${act}
    >
      ${drawn}
    </button>`;
  return html`<fieldset aria-describedby="fault-poll">
    <legend>${localize.term('pollOptions')}</legend>
    <ol class="poll-options">
      ${poll.options.map((option, index) => {
        const name = localize.term('pollOption', index + 1);
        return html`<li>
          <input
            id=${index === 0 ? 'poll' : nothing}
            type="text"
            dir="auto"
            aria-label=${name}
            placeholder=${name}
            maxlength=${limits.pollOption}
            aria-invalid=${!!composer.faults['poll']}
            .value=${live(option)}
            @input=${(event: Event) =>
              change({
                options: now().options.map((one, at) =>
                  at === index ? (event.target as HTMLInputElement).value : one,
                ),
              })}
            @keydown=${(event: KeyboardEvent) => keys(event, index)}
          />
          ${button('up', upIcon, localize.term('pollUp', name), index === 0, () => move(index, index - 1, '.up'))}
          ${button('down', downIcon, localize.term('pollDown', name), index + 1 === poll.options.length, () => move(index, index + 1, '.down'))}
          ${button('out', removeIcon, localize.term('pollRemove', name), poll.options.length <= 2, () => remove(index))}
        </li>`;
      })}
    </ol>
    ${faultNote('poll', scene)}
    ${
      poll.options.length < limits.pollOptions
        ? html`<button class="quiet" type="button" @click=${add}>${plusIcon}${localize.term('pollAdd')}</button>`
        : nothing
    }
    <div class="kind-row">
      <label
        >${localize.term('pollDays')}
        <select @change=${(event: Event) => change({ days: Number((event.target as HTMLSelectElement).value) })}>
          ${spans.map(
            (days) =>
              html`<option value=${days} ?selected=${days === poll.days}>${localize.term('pollSpan', days)}</option>`,
          )}
        </select></label
      >
      ${(['multiple', 'secret'] as const).map(
        (part) =>
          html`<label class="tick"
            ><input
              type="checkbox"
              .checked=${live(poll[part])}
              @change=${(event: Event) => change({ [part]: (event.target as HTMLInputElement).checked })}
            />${localize.term(part === 'multiple' ? 'pollMultiple' : 'pollBeSecret')}</label
          >`,
      )}
    </div>
    <p class="note">${localize.term(poll.secret ? 'pollSecretNote' : 'pollOpenNote')}</p>
  </fieldset>`;
};

export const poll: KindPart = {
  prompt: 'composerPromptPoll',
  fields: (scene) => [lineField('title', scene.host.localize.term('composerQuestion'), scene), editor(scene)],
  check: (draft) => {
    const options = written(read(draft));
    const different = new Set(options.map((option) => option.toLowerCase())).size === options.length;
    return {
      ...(!draft.title.trim() && { title: 'missing' as const }),
      ...((options.length < 2 || !different) && { poll: 'missing' as const }),
    };
  },
  request: (draft) => {
    const { multiple, secret, days } = read(draft);
    return {
      title: draft.title.trim(),
      poll: {
        options: written(read(draft)),
        multiple,
        secret,
        closesAt: new Date(Date.now() + days * day).toISOString(),
      },
    };
  },
};
