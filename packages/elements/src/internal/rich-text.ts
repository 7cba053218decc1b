import type { RichText } from '@parvis/contracts';
import { type TemplateResult, html, nothing } from 'lit';
import { picture } from './picture.ts';

type Block = RichText[number];
type Inline = Extract<Block, { type: 'paragraph' }>['children'][number];
type Drawn = string | TemplateResult | typeof nothing | Drawn[];

/** Only what the contract allows, also should a server that is not ours answer. */
const safe = (href: string) => (/^(https?:|mailto:|tel:)/i.test(href) ? href : nothing);

const inline = (node: Inline): Drawn => {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'strong':
      return html`<strong>${inlines(node.children)}</strong>`;
    case 'emphasis':
      return html`<em>${inlines(node.children)}</em>`;
    case 'strikethrough':
      return html`<del>${inlines(node.children)}</del>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'link':
      return html`<a class=${isBare(node) ? 'bare' : nothing} href=${safe(node.href)} rel="noopener nofollow"
        >${inlines(node.children)}</a
      >`;
    case 'mention':
      // The label is set as a property: white space around it would be seen.
      return html`<button
        class="mention"
        type="button"
        data-person=${node.person}
        .textContent=${`@${node.name}`}
      ></button>`;
    case 'tag':
      return html`<button
        class="tag"
        type="button"
        data-act="tag"
        data-tag=${node.name}
        .textContent=${`#${node.name}`}
      ></button>`;
    case 'image':
      return html`<img src=${picture(node.src) ?? nothing} alt=${node.alt} loading="lazy" decoding="async" />`;
    default:
      return nothing;
  }
};

/** An address that was written as it is: on paper it is not told twice. */
const isBare = ({ href, children: [first, second] }: Extract<Inline, { type: 'link' }>): boolean =>
  !second && first?.type === 'text' && (first.text === href || `${first.text}/` === href);

const inlines = (nodes: Inline[]): Drawn => (nodes.length === 1 ? inline(nodes[0]!) : nodes.map(inline));

/** Headings start below those of the element that draws the text. */
const heading = (level: number, children: Drawn) =>
  level <= 2 ? html`<h4>${children}</h4>` : level <= 4 ? html`<h5>${children}</h5>` : html`<h6>${children}</h6>`;

const block = (node: Block): Drawn => {
  switch (node.type) {
    case 'paragraph':
      return html`<p>${inlines(node.children)}</p>`;
    case 'heading':
      return heading(node.level, inlines(node.children));
    case 'quote':
      return html`<blockquote>${node.children.map(block)}</blockquote>`;
    case 'list': {
      const items = node.items.map(
        (item) =>
          html`<li>
            ${item.map((child) => (node.tight && child.type === 'paragraph' ? inlines(child.children) : block(child)))}
          </li>`,
      );
      return node.ordered
        ? html`<ol start=${node.start}>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'code':
      return html`<pre tabindex="0"><code>${node.text}</code></pre>`;
    case 'table': {
      const side = (column: number) => node.alignments[column] ?? nothing;
      return html`<div class="table" tabindex="0" role="group">
        <table>
          <thead>
            <tr>
              ${node.head.map((cell, column) => html`<th scope="col" data-align=${side(column)}>${inlines(cell)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${node.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell, column) => html`<td data-align=${side(column)}>${inlines(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    }
    case 'rule':
      return html`<hr />`;
    default:
      return nothing;
  }
};

/** Draws text that people wrote. There is no way from here to HTML: every string becomes a text node or an attribute. */
export const richText = (text: RichText): Drawn => text.map(block);
