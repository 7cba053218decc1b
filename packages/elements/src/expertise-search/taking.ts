/** What is done with a person or an answered question that completes the box. */
import { ParvisPersonOpenEvent, ParvisPostOpenEvent } from '../events/index.ts';
import { missed } from '../internal/problems.ts';
import { webAddress } from '../internal/web-address.ts';
import type { ParvisExpertiseSearch } from './expertise-search.ts';
import type { Chosen } from './suggesting.ts';

/** Answers which post is to be shown below the box, where one is. */
export function take(host: ParvisExpertiseSearch, { kind, id }: Chosen, anchor: HTMLElement): string | undefined {
  if (kind === 'person') {
    if (anchor.dispatchEvent(new ParvisPersonOpenEvent(id, anchor)))
      import('../internal/card-overlay.ts').then(
        ({ openCard }) => openCard(host, anchor, id, true),
        () => missed(host),
      );
    return undefined;
  }
  if (!host.dispatchEvent(new ParvisPostOpenEvent(id))) return undefined;
  const address = webAddress(host.postUrl);
  if (!address) return id;
  location.assign(address.replace('{id}', encodeURIComponent(id)));
  return undefined;
}
