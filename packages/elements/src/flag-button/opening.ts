import { ParvisFlagCreatedEvent, ParvisFlagErrorEvent, ParvisFlagWithdrawnEvent } from '../events/index.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { cards } from '../styles/cards.ts';
import { dialog } from '../styles/dialog.ts';
import { fields } from '../styles/fields.ts';
import { problemStyles } from '../styles/problem.ts';
import { states } from '../styles/states.ts';
import { panelStyles } from './panel.styles.ts';
import { Panel } from './panel.ts';

type Given = ConstructorParameters<typeof Panel>[1];

/** The dialog with its words and its look. `told`: takes what has just been done, in words. */
export async function preparePanel(
  host: ParvisElement,
  { told, ...given }: Omit<Given, 'sent' | 'failed' | 'withdrawn'> & { told: (words: string) => void },
): Promise<Panel> {
  await host.extend('flag-panel', [dialog, cards, fields, states, problemStyles, panelStyles]);
  return new Panel(host, {
    ...given,
    sent: (flag) => host.dispatchEvent(new ParvisFlagCreatedEvent(flag)),
    failed: (error) => host.dispatchEvent(new ParvisFlagErrorEvent(error)),
    withdrawn: () => {
      told(host.localize.term('flagWithdrawn'));
      host.dispatchEvent(new ParvisFlagWithdrawnEvent());
    },
  });
}
