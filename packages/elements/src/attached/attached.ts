import type { Attachment, LinkPreview } from '@parvis/contracts';
import { html, nothing } from 'lit';
import file from 'lucide/dist/esm/icons/file-text.mjs';
import imageOff from 'lucide/dist/esm/icons/image-off.mjs';
import { AddressesController, type Addressed } from '../controllers/addresses-controller.ts';
import { type Attaching, shapeOf } from '../internal/attached.ts';
import { icon } from '../internal/icons.ts';
import { missed } from '../internal/problems.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { picture } from '../internal/picture.ts';

const fileIcon = icon(file);
const goneIcon = icon(imageOff);

/** Images that are shown side by side; the others are seen when one is opened. */
const mostShown = 4;
/** Pixels of the longer side of a small image. */
const small = 480;

type Image = Attachment & { width: number; height: number };
const isImage = (one: Attachment): one is Image => one.kind === 'image' && !!one.width && !!one.height;

/** How wide the small version of an image is. */
const smallWidth = ({ width, height }: { width: number; height: number }) =>
  Math.round(width * Math.min(1, small / Math.max(width, height)));

/** Draws images, files and what links lead to, in posts and comments of one element. */
export class Attached {
  readonly #host: ParvisElement;
  readonly addresses: AddressesController;

  constructor(host: ParvisElement) {
    this.#host = host;
    this.addresses = new AddressesController(host);
  }

  render({ attachments = [], preview }: Attaching): unknown {
    const images = attachments.filter(isImage);
    const files = attachments.filter((one) => !isImage(one));
    return html`${images.length ? this.#gallery(images) : nothing}
    ${
      files.length
        ? html`<ul class="files">
            ${files.map((one) => this.#file(one))}
          </ul>`
        : nothing
    }
    ${preview ? this.#preview(preview) : nothing}`;
  }

  /** The small version where that is enough; the browser chooses. */
  #source(one: Addressed & { width: number; height: number }, sizes: string, alt: string) {
    const url = picture(this.addresses.of(one) ?? '');
    if (this.addresses.isGone(one))
      return html`<span class="broken">${goneIcon}<span>${alt || this.#host.localize.term('imageGone')}</span></span>`;
    return html`<img
      src=${url ? `${url}&size=small` : nothing}
      srcset=${url ? `${url}&size=small ${smallWidth(one)}w, ${url} ${one.width}w` : nothing}
      sizes=${sizes}
      width=${one.width}
      height=${one.height}
      alt=${alt}
      loading="lazy"
      decoding="async"
      @error=${() => void this.addresses.fail(one)}
    />`;
  }

  #gallery(images: Image[]) {
    const { localize } = this.#host;
    const shown = images.slice(0, mostShown);
    const sizes = shown.length > 1 ? '(min-width: 640px) 320px, 50vw' : '(min-width: 640px) 640px, 100vw';
    return html`<div class="gallery" data-shape=${shapeOf(images)} data-count=${shown.length}>
      ${shown.map(
        (image, index) =>
          html`<button
            class="image"
            type="button"
            aria-haspopup="dialog"
            aria-label=${localize.term('imageOpen', image.alt ?? '', index + 1, images.length)}
            @click=${() => void this.#open(images, index)}
          >
            ${this.#source(image, sizes, image.alt ?? '')}
            ${
              index === mostShown - 1 && images.length > mostShown
                ? html`<span class="more" aria-hidden="true">+${images.length - mostShown}</span>`
                : nothing
            }
          </button>`,
      )}
    </div>`;
  }

  async #open(images: Image[], index: number) {
    try {
      const { showImages } = await import('./viewer.ts');
      showImages(this.#host, this.addresses, images, index);
    } catch {
      missed(this.#host);
    }
  }

  #file(one: Attachment) {
    const { localize } = this.#host;
    const url = picture(this.addresses.of(one) ?? '');
    return html`<li class="file">
      <a href=${url ?? nothing} rel="noopener" @click=${(event: MouseEvent) => this.#download(event, one)}>
        ${fileIcon}<span
          ><b dir="auto">${one.name}</b>
          <span class="muted"
            >${localize.term('fileFacts', one.name.split('.').at(-1)!.toLocaleUpperCase(), localize.bytes(one.size))}</span
          ></span
        >
      </a>
    </li>`;
  }

  /** The address may have ended since it was drawn: then another one is had first. */
  #download(event: MouseEvent, one: Attachment) {
    const link = event.currentTarget as HTMLAnchorElement;
    if (link.href && this.addresses.of(one)) return;
    event.preventDefault();
    void this.addresses.renew(one).then((url) => {
      if (!url || !picture(url)) return;
      link.href = url;
      link.click();
    });
  }

  #preview({ address, title, text, site, image }: LinkPreview) {
    return html`<a class="leads" href=${/^https?:/i.test(address) ? address : nothing} rel="noopener nofollow">
      ${image ? html`<span class="thumb">${this.#source(image, '160px', '')}</span>` : nothing}
      <span class="about" dir="auto"
        ><b>${title}</b>${text ? html`<span class="said">${text}</span>` : nothing}<span class="muted"
          >${site}</span
        ></span
      >
    </a>`;
  }
}
