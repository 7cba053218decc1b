/** What is told of something that could not be saved. */
import type { FieldAudience } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { Attempt } from '../controllers/own-profile-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';

type Localize = ParvisElement['localize'];

/** Another tab wrote there meanwhile: what it says, and which of the two is meant. */
export function conflict(
  localize: Localize,
  attempt: Attempt | undefined,
  theirs: string,
  settle: { mine: () => void; theirs: () => void },
): unknown {
  if (!attempt?.conflict) return nothing;
  return html`<div class="conflict" role="alert">
    <span>${localize.term('editConflict')}</span>
    <blockquote dir="auto">${theirs || localize.term('editNothing')}</blockquote>
    <div class="form-end">
      <button class="outlined" type="button" @click=${settle.theirs}>${localize.term('editTheirs')}</button>
      <button class="outlined" type="button" @click=${settle.mine}>${localize.term('editMine')}</button>
    </div>
  </div>`;
}

/** Why it was not saved; `readers` of what is kept meanwhile. */
export function trouble(localize: Localize, attempt: Attempt | undefined, readers?: FieldAudience): unknown {
  if (!attempt || attempt.conflict) return nothing;
  const offline = (attempt.error as { code?: string }).code === 'network';
  const narrow = readers && readers.kind !== 'profile' && readers.kind !== 'employees';
  return html`<p class="problem" role="alert">
    ${offline && readers ? localize.term(narrow ? 'editKeptHere' : 'editKept') : problemWords(attempt.error, localize)}
  </p>`;
}
