import type { PostCreate } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import clock from 'lucide/dist/esm/icons/clock.mjs';
import type { Draft, Faults } from '../controllers/composed.ts';
import { fieldTime } from '../internal/field-time.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';
import { type KindScene, faultNote } from './kinds/index.ts';

const clockIcon = icon(clock);
const minute = 60_000;
const day = 24 * 60 * minute;
/** What is offered first: far enough to finish writing. */
const ahead = 60 * minute;

/** As it was chosen, in the draft; undefined where the post is published at once. */
const chosen = ({ extra }: Draft): string | undefined => extra['scheduledFor'] as string | undefined;

const isPossible = (local: string): boolean => {
  const left = new Date(local).getTime() - Date.now();
  return left >= limits.scheduleMinutes * minute && left <= limits.scheduleDays * day;
};

export const isScheduled = (draft: Draft): boolean => chosen(draft) !== undefined;

export const checkSchedule = (draft: Draft): Faults => {
  const local = chosen(draft);
  return local === undefined || isPossible(local) ? {} : { scheduledFor: 'refused' };
};

export const requestSchedule = (draft: Draft): Partial<PostCreate> | undefined => {
  const local = chosen(draft);
  return local === undefined ? undefined : { scheduledFor: new Date(local).toISOString() };
};

/** Opens the choice of a time, or gives it up. */
export function scheduleButton({ host, composer }: KindScene) {
  const on = isScheduled(composer.draft);
  const label = host.localize.term(on ? 'composerNow' : 'composerLater');
  const toggle = async () => {
    composer.changeExtra('scheduledFor', on ? undefined : fieldTime(new Date(Date.now() + ahead)));
    await host.updateComplete;
    if (!on) host.renderRoot.querySelector<HTMLElement>('#scheduledFor')?.focus();
  };
  return html`<button
    class="later"
    type="button"
    aria-pressed=${on}
    aria-label=${on ? host.localize.term('composerLater') : nothing}
    title=${label}
    @click=${toggle}
  >
    ${clockIcon}
  </button>`;
}

const words = (local: string, localize: ParvisLocalize): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return localize.term('composerWhen', localize.exact(new Date(local).toISOString()), timeZone);
};

export function scheduleField(scene: KindScene) {
  const { host, composer } = scene;
  const local = chosen(composer.draft);
  if (local === undefined) return nothing;
  const { localize } = host;
  return html`<div class="schedule">
    <label for="scheduledFor">${localize.term('composerWhenLabel')}</label>
    <input
      id="scheduledFor"
      type="datetime-local"
      required
      min=${fieldTime(new Date(Date.now() + limits.scheduleMinutes * minute))}
      max=${fieldTime(new Date(Date.now() + limits.scheduleDays * day))}
      aria-invalid=${!!composer.faults['scheduledFor']}
      aria-describedby="fault-scheduledFor when"
      .value=${live(local)}
      @input=${(event: Event) => composer.changeExtra('scheduledFor', (event.target as HTMLInputElement).value)}
    />
    ${faultNote('scheduledFor', scene)}
    <p class="note" id="when">
      ${isPossible(local) ? words(local, localize) : nothing}
      <button class="quiet" type="button" @click=${() => composer.changeExtra('scheduledFor', undefined)}>
        ${localize.term('composerNow')}
      </button>
    </p>
  </div>`;
}
