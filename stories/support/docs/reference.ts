import type { CustomElementDeclaration } from 'custom-elements-manifest';
import { LitElement, type TemplateResult, css, html, nothing } from 'lit';
import elements from 'virtual:parvis-manifest';
import { apiAddress, copy } from './sample.ts';
import { sheet } from './sheet.ts';

type Row = (string | TemplateResult | undefined)[];

/** The values one may choose from, one beside the other. */
const choice = (text = '') =>
  html`<span class="type"
    >${text.split(' | ').map((one) => html`<code>${one.replace(/^'(.*)'$/, '$1')}</code> `)}</span
  >`;
/** What stands between backticks, as code. */
const told = (text = '') =>
  text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part)) as unknown as TemplateResult;
const initial = (text: string | undefined) =>
  text === undefined || text === "''" || text === 'null'
    ? ''
    : html`<code class="initial">${text.replace(/^'(.*)'$/, '$1')}</code>`;
const component = (tag: string) => tag.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());

/** Everything an element offers to a page, from the manifest that is made of its source. */
export class DocsReference extends LitElement {
  static override properties = { tag: {} };
  declare tag: string;
  static override styles = [
    sheet,
    css`
      h2 {
        margin: 32px 0 8px;
        font-size: 20px;
        font-weight: 650;
      }
      p {
        margin: 0 0 8px;
      }
      .tag code {
        color: var(--accent);
        font-size: 16px;
      }
      .summary {
        color: var(--faded);
        font-size: 17px;
      }
      .wide {
        overflow-x: auto;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 8px 16px 8px 0;
        border-block-end: 1px solid var(--line);
        text-align: start;
        vertical-align: baseline;
      }
      th {
        color: var(--faded);
        font-size: 13px;
        font-weight: 500;
      }
      td:first-child {
        white-space: nowrap;
      }
      td:last-child {
        inline-size: 100%;
        min-inline-size: 240px;
      }
      td:not(:first-child) code {
        padding: 1px 4px;
        border-radius: 4px;
        background: var(--sunken);
        overflow-wrap: anywhere;
      }
      td code.initial {
        white-space: nowrap;
      }
      .type {
        display: block;
        min-inline-size: 110px;
        max-inline-size: 240px;
      }
      .name {
        border-color: transparent;
        margin-inline-start: -10px;
        background: none;
        font:
          600 13px/1.6 ui-monospace,
          'Cascadia Mono',
          Menlo,
          Consolas,
          monospace;
      }
      details {
        margin-block-start: 24px;
      }
      summary {
        padding-block: 4px;
        cursor: pointer;
      }
    `,
  ];

  constructor() {
    super();
    this.tag = '';
  }

  #table(name: string, heads: string[], rows: Row[]) {
    if (rows.length === 0) return nothing;
    return html`<h2>${name}</h2>
      <div class="wide" tabindex="0" role="region" aria-label=${name}>
        <table>
          <thead>
            <tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([first, ...others]) =>
                html`<tr>
                  <td>
                    <button
                      class="press name"
                      title="Copy"
                      @click=${({ currentTarget }: Event) => copy(String(first), currentTarget as HTMLElement)}
                    >
                      ${first}
                    </button>
                  </td>
                  ${others.map((text) => html`<td>${text}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  override render() {
    const found = elements.find(({ tagName }) => tagName === this.tag);
    if (!found) return html`<p>There is no element &lt;${this.tag}&gt; in the manifest.</p>`;
    const { attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = found;
    const attributeOf = new Set(attributes.map(({ fieldName }) => fieldName));
    const fields = members.flatMap((member) => (member.kind === 'field' ? member : []));
    const properties = fields.filter(({ name }) => !attributeOf.has(name));
    // What differs in its name between markup and code is worth telling; the rest is the same word.
    const renamed = fields.filter(({ name }) => attributes.some((one) => one.fieldName === name && one.name !== name));
    const methods = members.flatMap((member) => (member.kind === 'method' ? member : []));
    const described = (text: string | undefined, type?: string): Row => [type ? choice(type) : '', told(text)];
    return html`<p class="tag"><code>&lt;${this.tag}&gt;</code></p>
      <p class="summary">${told(found.summary)}</p>
      ${found.description ? html`<p>${told(found.description)}</p>` : nothing} ${this.#samples(found)}
      ${this.#table(
        'Attributes',
        ['Attribute', 'Values', 'Default', 'What it is for'],
        attributes.map(({ name, type, default: value, description }) => [
          name,
          choice(type?.text),
          initial(value),
          told(description),
        ]),
      )}
      ${this.#table(
        'Properties',
        ['Property', 'Type', 'What it is for'],
        [
          ...renamed.map(({ name, type }) => [
            name,
            ...described(`The attribute \`${attributes.find((one) => one.fieldName === name)!.name}\`.`, type?.text),
          ]),
          ...properties.map(({ name, type, description }) => [name, ...described(description, type?.text)]),
        ],
      )}
      ${this.#table(
        'Methods',
        ['Method', 'Takes', 'What it does'],
        methods.map(({ name, parameters = [], description }) => [
          name,
          ...described(
            description,
            parameters.map(({ name, type }) => `${name}: ${type?.text ?? 'unknown'}`).join(', '),
          ),
        ]),
      )}
      ${this.#table(
        'Events',
        ['Event', 'Class', 'When'],
        events.map(({ name, type, description }) => [name, ...described(description, type?.text)]),
      )}
      ${this.#table(
        'Slots',
        ['Slot', 'What belongs there'],
        slots.map(({ name, description }) => [name || '(default)', told(description)]),
      )}
      ${this.#table(
        'Parts',
        ['::part', 'What it is'],
        cssParts.map(({ name, description }) => [name, told(description)]),
      )}
      ${
        cssProperties.length
          ? html`<details>
              <summary>Custom properties (${cssProperties.length}), the same for every element</summary>
              ${this.#table(
                'Custom properties',
                ['Property', ''],
                cssProperties.map(({ name, description }) => [name, told(description)]),
              )}
            </details>`
          : nothing
      }`;
  }

  #samples({ tagName, events = [], attributes = [] }: CustomElementDeclaration) {
    const tag = tagName!;
    const name = tag.replace('parvis-', '');
    const wrapped = attributes.some(({ name }) => name === 'api') ? ['\n  …', '\n'] : ['', ''];
    const page = `<script type="module" src="https://social.example/embed/v1/parvis.js" data-token-url="/my/token"></script>\n<${tag}>${wrapped.join('')}</${tag}>`;
    const listening = events[0]
      ? `\n\ndocument.addEventListener('${events[0].name}', (event) => console.log(event));`
      : '';
    return html`<docs-sample label="On a page" .code=${page}></docs-sample>
      <details>
        <summary>With a bundler, in React, where an editor strips tags</summary>
        <docs-sample label="A bundler" .code=${`import '@parvis/elements/${name}/define';${listening}`}></docs-sample>
        <docs-sample
          label="React 17, 18, 19"
          .code=${`import { Parvis${component(name)} } from '@parvis/react';`}
        ></docs-sample>
        <docs-sample label="Where an editor strips tags" .code=${`<div data-parvis="${name}"></div>`}></docs-sample>
        <p>The API in these samples: <code>${apiAddress}</code>.</p>
      </details>`;
  }
}
