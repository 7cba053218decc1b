import type { Attachment } from '@parvis/contracts';
import { html, nothing, render } from 'lit';
import close from 'lucide/dist/esm/icons/x.mjs';
import next from 'lucide/dist/esm/icons/chevron-right.mjs';
import previous from 'lucide/dist/esm/icons/chevron-left.mjs';
import type { AddressesController } from '../controllers/addresses-controller.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { picture } from '../internal/picture.ts';

const closeIcon = icon(close);
const nextIcon = icon(next);
const previousIcon = icon(previous);

/** Shows images as large as the window, one at a time, in the top layer. The focus goes back to what opened it. */
export function showImages(
  host: ParvisElement,
  addresses: AddressesController,
  images: readonly Attachment[],
  first: number,
) {
  const { localize } = host;
  const dialog = document.createElement('dialog');
  dialog.className = 'viewer';
  dialog.lang = localize.lang();
  let index = first;

  const draw = () => {
    const image = images[index]!;
    const url = picture(addresses.of(image) ?? '');
    const alone = images.length === 1;
    dialog.setAttribute('aria-label', localize.term('viewerLabel', index + 1, images.length));
    render(
      html`<div class="bar">
          <p role="status">${alone ? nothing : localize.term('viewerCount', index + 1, images.length)}</p>
          <button type="button" aria-label=${localize.term('viewerClose')} @click=${() => dialog.close()}>
            ${closeIcon}
          </button>
        </div>
        <figure>
          <div class="stage" @click=${closeBeside}>
            ${
              addresses.isGone(image)
                ? html`<p>${localize.term('imageGone')}</p>`
                : html`<img
                    src=${url ?? nothing}
                    width=${image.width ?? nothing}
                    height=${image.height ?? nothing}
                    alt=${image.alt ?? ''}
                    decoding="async"
                    @error=${() => void addresses.fail(image).then(draw)}
                  />`
            }
          </div>
          ${image.alt ? html`<figcaption dir="auto" aria-hidden="true">${image.alt}</figcaption>` : nothing}
        </figure>
        ${
          alone
            ? nothing
            : html`<button
                  class="previous"
                  type="button"
                  aria-label=${localize.term('viewerPrevious')}
                  @click=${() => step(-1)}
                >
                  ${previousIcon}
                </button>
                <button class="next" type="button" aria-label=${localize.term('viewerNext')} @click=${() => step(1)}>
                  ${nextIcon}
                </button>`
        }`,
      dialog,
    );
    if (!url && !addresses.isGone(image)) void addresses.renew(image).then(() => images[index] === image && draw());
  };
  const step = (by: number) => {
    index = (index + by + images.length) % images.length;
    draw();
  };
  const closeBeside = (event: Event) => {
    if (event.target === event.currentTarget) dialog.close();
  };
  dialog.addEventListener('keydown', (event) => {
    const forward = getComputedStyle(dialog).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') step(event.key === forward ? 1 : -1);
    else if (event.key === 'Home' || event.key === 'End') {
      index = event.key === 'Home' ? 0 : images.length - 1;
      draw();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  dialog.addEventListener('close', () => dialog.remove());
  // What is pressed in here concerns nobody around it.
  dialog.addEventListener('click', (event) => event.stopPropagation());
  host.renderRoot.append(dialog);
  draw();
  dialog.showModal();
}
