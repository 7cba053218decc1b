/** Who sees a field or a skill: said beside it, and chosen with it. */
import type { FieldAudience, OwnProfile } from '@parvis/contracts';
import { html } from 'lit';
import eye from 'lucide/dist/esm/icons/eye.mjs';
import lock from 'lucide/dist/esm/icons/lock.mjs';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

type Localize = ParvisElement['localize'];

const eyeIcon = icon(eye);
const lockIcon = icon(lock);

/** Those who may open the card: what is said of oneself is for them, unless one says otherwise. */
export const everyone: FieldAudience = { kind: 'profile', community: null };

function readersWords(localize: Localize, profile: OwnProfile, { kind, community }: FieldAudience): string {
  switch (kind) {
    case 'profile':
      return localize.term(
        profile.person.circle === 'client'
          ? 'readersClient'
          : profile.person.circle === 'supplier'
            ? 'readersSupplier'
            : 'readersEmployees',
      );
    case 'employees':
      return localize.term('readersEmployeesOnly');
    case 'community':
      return localize.term(
        'readersCommunity',
        profile.readers.find((one) => one.community?.id === community)?.community?.name ?? '…',
      );
    default:
      return localize.term('readersSelf');
  }
}

export function seenBy(localize: Localize, profile: OwnProfile, readers: FieldAudience) {
  const narrow = readers.kind !== 'profile';
  return html`<span class=${narrow ? 'narrow' : ''}
    >${narrow ? lockIcon : eyeIcon}
    <span class="visually-hidden">${localize.term('editReaders')}: </span>${readersWords(
      localize,
      profile,
      readers,
    )}</span
  >`;
}

export function readersField(
  localize: Localize,
  profile: OwnProfile,
  readers: FieldAudience,
  change: (readers: FieldAudience) => void,
) {
  const keyOf = (kind: string, community: string | null | undefined) => `${kind}:${community ?? ''}`;
  const now = keyOf(readers.kind, readers.community);
  return html`<label
      >${localize.term('editReaders')}
      <select
        aria-describedby="readers-hint"
        @change=${(event: Event) => {
          const [kind, community] = (event.target as HTMLSelectElement).value.split(':');
          change({ kind: kind as FieldAudience['kind'], community: community || null });
        }}
      >
        ${profile.readers.map(({ kind, community }) => {
          const key = keyOf(kind, community?.id);
          return html`<option value=${key} ?selected=${key === now}>
            ${readersWords(localize, profile, { kind, community: community?.id ?? null })}
          </option>`;
        })}
      </select></label
    >
    <p class="note" id="readers-hint">${localize.term('editReadersHint')}</p>`;
}
