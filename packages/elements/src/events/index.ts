import type { ParvisCaseDecidedEvent, ParvisCaseErrorEvent } from './cases.ts';
import type { ParvisFlagCreatedEvent, ParvisFlagErrorEvent, ParvisFlagWithdrawnEvent } from './flags.ts';
import type { ParvisPersonOpenEvent } from './people.ts';
import type { ParvisTagOpenEvent } from './posts.ts';
import type { ParvisAskEvent, ParvisPostOpenEvent } from './search.ts';
import type { ParvisSearchEvent } from './searching.ts';
import type { ParvisAuthRequiredEvent } from './sign-in.ts';
import type { ParvisDraftRestoredEvent, ParvisPostCreatedEvent } from './writing.ts';

// What a person does on an element, told to the page. All of them bubble and cross shadow roots; the cancelable ones
// come before the deed and stop it when prevented. A page loads those of the elements that it shows.
export { ParvisCaseDecidedEvent, ParvisCaseErrorEvent } from './cases.ts';
export { ParvisFlagCreatedEvent, ParvisFlagErrorEvent, ParvisFlagWithdrawnEvent } from './flags.ts';
export { ParvisPersonOpenEvent } from './people.ts';
export { ParvisTagOpenEvent } from './posts.ts';
export { ParvisAskEvent, ParvisPostOpenEvent } from './search.ts';
export { ParvisSearchEvent } from './searching.ts';
export { ParvisAuthRequiredEvent } from './sign-in.ts';
export { ParvisDraftRestoredEvent, ParvisPostCreatedEvent } from './writing.ts';

declare global {
  interface HTMLElementEventMap {
    'parvis-person-open': ParvisPersonOpenEvent;
    'parvis-tag-open': ParvisTagOpenEvent;
    'parvis-post-created': ParvisPostCreatedEvent;
    'parvis-draft-restored': ParvisDraftRestoredEvent;
    'parvis-flag-created': ParvisFlagCreatedEvent;
    'parvis-flag-error': ParvisFlagErrorEvent;
    'parvis-flag-withdrawn': ParvisFlagWithdrawnEvent;
    'parvis-search': ParvisSearchEvent;
    'parvis-post-open': ParvisPostOpenEvent;
    'parvis-ask': ParvisAskEvent;
    'parvis-case-decided': ParvisCaseDecidedEvent;
    'parvis-case-error': ParvisCaseErrorEvent;
  }
  interface DocumentEventMap {
    'parvis-auth-required': ParvisAuthRequiredEvent;
  }
}
